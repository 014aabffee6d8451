using System.Diagnostics;
using Haochaping.Testing;

namespace Haochaping.Chaos;

/// <summary>
/// The program is ended by <c>kill -9</c> again and again, at random moments of its work and of its start, while people rate on every way.
/// Nobody who holds a receipt may be missing or stand there twice.
/// </summary>
internal static class KillHouse
{
    private const int Replayed = 20;

    /// <summary>What became of it, with the seconds the house took each time until it was ready.</summary>
    internal sealed record Outcome(Reckoning Books, int Kills, IReadOnlyList<double> Ready, int Broken, IReadOnlyCollection<Heard> Odd);

    /// <summary>So many kills; with <paramref name="hasty"/> behind a door that answers before the house has committed: the control.</summary>
    public static async Task<Outcome> RunAsync(TownStore store, int kills, int perSecond, int seed, bool hasty = false)
    {
        var dice = new Random(seed);
        await using var ground = await Ground.OpenAsync(store, (kills + 1) * perSecond, hasty ? HastyDoor.Ways : Way.All);
        await ground.LeaveAsync();
        await using var front = hasty ? await HastyDoor.OpenAsync() : null;
        var load = new OpenLoad(ground.Tickets, ground.Door, ground.Journal, perSecond);
        var ready = new List<double>();
        for (var kill = 0; kill < kills; kill++)
        {
            if (kill % 8 == 7)
            {
                await KillInTheDoorwayAsync(ground.Settings, TimeSpan.FromSeconds(dice.NextDouble() * 2));
                continue;
            }

            await using var house = await ServeAsync(ground, front, ready);
            await RepeatAsync(ground, dice);
            using var stop = new CancellationTokenSource();
            var sending = load.RunAsync(stop.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(100 + (dice.NextDouble() * 1500)));
            house.Kill();
            await stop.CancelAsync();
            await house.EndedAsync();
            await sending;
        }

        await using (var last = await ServeAsync(ground, front, ready))
        {
            await load.RunAsync(CancellationToken.None); // everybody comes to an end
            await (front?.EmptyAsync() ?? Task.CompletedTask);
            await last.StopAsync();
        }

        return new(await Reckoning.OfAsync(ground), kills, ready, load.Broken, load.Odd);
    }

    private static async Task<HouseProcess> ServeAsync(Ground ground, HastyDoor? front, List<double> ready)
    {
        var began = Stopwatch.GetTimestamp();
        var house = await HouseProcess.ServeAsync(ground.Settings);
        using var http = new HttpClient { BaseAddress = house.Address };
        while (!(await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
        {
            await Task.Delay(20);
        }

        ready.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        ground.Door.Address = front?.To(house.Address) ?? house.Address;
        return house;
    }

    // Some who have a receipt ask again; a house that forgot theirs would take it for a first time, which the ledger of facts would show.
    private static async Task RepeatAsync(Ground ground, Random dice)
    {
        var happy = ground.Tickets.Where(t => t.Acknowledged is not null).ToArray();
        dice.Shuffle(happy);
        foreach (var ticket in happy.Take(Replayed))
        {
            var heard = await ticket.Way.SendAsync(ticket, ground.Door);
            if (heard is { Status: not 0, IsLater: false, Acknowledged: null })
            {
                throw new InvalidOperationException($"{ticket.Way.Name} {ticket.CaseNumber} was acknowledged and is refused now: {heard.Body}");
            }
        }
    }

    private static async Task KillInTheDoorwayAsync(Dictionary<string, string?> settings, TimeSpan after)
    {
        var starting = HouseProcess.Begin(settings);
        await using (starting)
        {
            await Task.Delay(after);
            starting.Kill();
            await starting.EndedAsync();
        }
    }
}
