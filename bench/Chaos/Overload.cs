using System.Diagnostics;
using Haochaping.Testing;

namespace Haochaping.Chaos;

/// <summary>
/// First as many as the house can answer, then three times as many. It may send people away with 503 or 429 and Retry-After; what it answers
/// must not collapse, and nobody may be left without a word.
/// </summary>
internal static class Overload
{
    /// <summary>Acknowledgements a second at the most, and under three times the load; who was sent away, in words, without words, or not at all.</summary>
    internal sealed record Outcome(double Most, double Overloaded, int Later, int Odd, int Broken, Reckoning Books);

    public static async Task<Outcome> RunAsync(TownStore store, int seconds, int expected)
    {
        await using var ground = await Ground.OpenAsync(store, expected * seconds * 5, [Way.All[0], Way.All[1]]);
        await ground.LeaveAsync();
        await using var house = await HouseProcess.ServeAsync(ground.Settings);
        ground.Door.Address = house.Address;
        var waiting = new Queue<Ticket>(ground.Tickets);
        IEnumerable<Ticket> Take(int count) => Enumerable.Range(0, Math.Min(count, waiting.Count)).Select(_ => waiting.Dequeue()).ToList();
        await new OpenLoad(Take(expected), ground.Door, ground.Journal, expected / 2.0).RunAsync(CancellationToken.None); // warm
        var most = await ClosedAsync(ground, Take(expected * seconds), seconds);
        var over = new OpenLoad(Take(int.MaxValue), ground.Door, ground.Journal, most * 3) { ComesAgain = false };
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var began = Stopwatch.GetTimestamp();
        var running = over.RunAsync(stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var goodput = over.Acknowledged / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await running;
        await house.StopAsync();
        return new(most, goodput, over.Later, over.Odd.Count, over.Broken, await Reckoning.OfAsync(ground));
    }

    // Sixty-four people, each of whom sends the next when the last is answered.
    private static async Task<double> ClosedAsync(Ground ground, IEnumerable<Ticket> tickets, int seconds)
    {
        var (began, done) = (Stopwatch.GetTimestamp(), 0);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await Parallel.ForEachAsync(tickets, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (ticket, _) =>
        {
            if (stop.IsCancellationRequested)
            {
                return;
            }

            ticket.Tries++;
            if ((await ticket.Way.SendAsync(ticket, ground.Door)).Acknowledged is { } word)
            {
                await ground.Journal.WriteAsync(ticket, word);
                Interlocked.Increment(ref done);
            }
        });
        return done / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
