using System.Diagnostics;
using Haochaping.Testing;

namespace Haochaping.Chaos;

/// <summary>
/// The database server is ended by <c>kill -9</c> and started again, while the program stays up and people go on rating. They may hear
/// 503 with Retry-After, and nothing else; when the database is back, the house is, without a restart.
/// </summary>
internal static class KillDatabase
{
    /// <summary>What became of it, with the seconds from the database's first answer to the house's next acknowledgement.</summary>
    internal sealed record Outcome(Reckoning Books, int Kills, IReadOnlyList<double> Again, int Later, int Broken, int Starts, IReadOnlyCollection<Heard> Odd);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<Outcome> RunAsync(int kills, int perSecond, int seed)
    {
        var dice = new Random(seed);
        await using var postgres = await OwnPostgres.StartNewAsync();
        Environment.SetEnvironmentVariable("HAOCHAPING_TEST_POSTGRES", postgres.ConnectionString); // the town stands on it too
        await using var ground = await Ground.OpenAsync(TownStore.Postgres, (kills + 1) * 2 * perSecond);
        await ground.LeaveAsync();
        await using var house = await HouseProcess.ServeAsync(ground.Settings);
        ground.Door.Address = house.Address;
        var load = new OpenLoad(ground.Tickets, ground.Door, ground.Journal, perSecond);
        using var stop = new CancellationTokenSource();
        var sending = load.RunAsync(stop.Token);
        var again = new List<double>();
        var starts = 0;
        for (var kill = 0; kill < kills && !sending.IsCompleted; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300 + (dice.NextDouble() * 1500)));
            await postgres.KillAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(dice.NextDouble() * 1000));
            starts += await postgres.StartAsync();
            var (back, before) = (Stopwatch.GetTimestamp(), load.Acknowledged);
            while (load.Acknowledged == before && !sending.IsCompleted)
            {
                await Task.Delay(5);
                if (Stopwatch.GetElapsedTime(back) > Patience)
                {
                    throw new InvalidOperationException($"Nobody was acknowledged {Patience.TotalSeconds:0} s after the database was back.\n{load.Told}\n{string.Join('\n', postgres.Log.TakeLast(20))}\n{house.Errors}");
                }
            }

            again.Add(Stopwatch.GetElapsedTime(back).TotalSeconds);
        }

        await sending;
        await house.StopAsync();
        return new(await Reckoning.OfAsync(ground), again.Count, again, load.Later, load.Broken, starts, load.Odd);
    }
}
