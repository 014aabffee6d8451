using System.Diagnostics;
using Haochaping.Testing;
using Npgsql;

namespace Haochaping.Chaos;

/// <summary>
/// Two database servers, the second following synchronously; the first is killed under load and the second promoted, again and again. The
/// house names both in its connection string and finds the one that writes by itself.
/// </summary>
internal static class Failover
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What became of it, with the seconds from the kill to the next acknowledgement.</summary>
    internal sealed record Outcome(Reckoning Books, int Failovers, IReadOnlyList<double> Again, int Later, int Broken, IReadOnlyCollection<Heard> Odd);

    /// <summary>So many failovers; with <paramref name="asynchronous"/> the second server may lag: the control.</summary>
    public static async Task<Outcome> RunAsync(int failovers, int perSecond, int seed, bool asynchronous = false)
    {
        var dice = new Random(seed);
        await using var servers = new Servers();
        var first = servers.Add(await OwnPostgres.StartNewAsync());
        Environment.SetEnvironmentVariable("HAOCHAPING_TEST_POSTGRES", first.ConnectionString);
        await using var ground = await Ground.OpenAsync(TownStore.Postgres, (failovers + 1) * 3 * perSecond);
        await ground.LeaveAsync();
        var again = new List<double>();
        var (primary, load) = (first, new OpenLoad(ground.Tickets, ground.Door, ground.Journal, perSecond));
        for (var turn = 0; turn < failovers; turn++)
        {
            var standby = servers.Add(await primary.StandbyAsync());
            await FollowAsync(primary, asynchronous);
            ground.Settings["Database:ConnectionString"] = Both(ground.Settings["Database:ConnectionString"]!, primary, standby);
            await using var house = await HouseProcess.ServeAsync(ground.Settings);
            ground.Door.Address = house.Address;
            using var stop = new CancellationTokenSource();
            var sending = load.RunAsync(stop.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(500 + (dice.NextDouble() * 1500)));
            if (asynchronous)
            {
                await standby.RunAsync("ALTER SYSTEM SET primary_conninfo = ''"); // the follower falls behind, and nobody waits for it
                await standby.RunAsync("SELECT pg_reload_conf()");
                await Task.Delay(1000);
            }

            await primary.KillAsync();
            var killed = Stopwatch.GetTimestamp();
            await standby.RunAsync("SELECT pg_promote()");
            var before = load.Acknowledged;
            while (load.Acknowledged == before && !sending.IsCompleted)
            {
                await Task.Delay(5);
                if (Stopwatch.GetElapsedTime(killed) > Patience)
                {
                    throw new InvalidOperationException($"Nobody was acknowledged after the failover.\n{load.Told}\n{house.Errors}");
                }
            }

            again.Add(Stopwatch.GetElapsedTime(killed).TotalSeconds);
            await stop.CancelAsync();
            await sending;
            await house.StopAsync();
            primary = standby;
        }

        await using (var last = await HouseProcess.ServeAsync(ground.Settings))
        {
            ground.Door.Address = last.Address;
            await load.RunAsync(CancellationToken.None);
            await last.StopAsync();
        }

        ground.MovedTo(new NpgsqlConnectionStringBuilder(primary.ConnectionString) { Database = new NpgsqlConnectionStringBuilder(ground.Settings["Database:ConnectionString"]).Database }.ConnectionString);
        var books = await Reckoning.OfAsync(ground);
        Environment.SetEnvironmentVariable("HAOCHAPING_TEST_POSTGRES", primary.ConnectionString);
        NpgsqlConnection.ClearAllPools();
        return new(books, failovers, again, load.Later, load.Broken, load.Odd);
    }

    // From here on the primary answers nothing that its follower does not have on disk.
    private static async Task FollowAsync(OwnPostgres primary, bool asynchronous)
    {
        if (!asynchronous)
        {
            await primary.RunAsync("ALTER SYSTEM SET synchronous_standby_names = '*'");
            await primary.RunAsync("SELECT pg_reload_conf()");
            await Task.Delay(500);
        }
    }

    private static string Both(string settings, OwnPostgres primary, OwnPostgres standby)
    {
        var both = new NpgsqlConnectionStringBuilder(settings) { Host = $"{primary.Host},{standby.Host}", TargetSessionAttributes = "primary", Timeout = 5 };
        both.Remove("Port");
        return both.ConnectionString;
    }

    private sealed class Servers : IAsyncDisposable
    {
        private readonly List<OwnPostgres> all = [];

        public OwnPostgres Add(OwnPostgres one)
        {
            all.Add(one);
            return one;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var one in all)
            {
                await one.DisposeAsync();
            }
        }
    }
}
