using Haochaping.Testing;

namespace Haochaping.Chaos;

/// <summary>
/// The disk says EIO to the n-th sync and to every one after it (by strace). From then on nothing may be acknowledged; people are told to come
/// later, and when the disk is well again everybody who was acknowledged is there. On SQLite, whose syncs are the program's own.
/// </summary>
internal static class FailingSync
{
    private const string Tracer = "strace";

    /// <summary>How many acknowledgements came before the disk failed and after, and how many were told to come later.</summary>
    internal sealed record Outcome(int Trials, int Before, int After, int Later, IReadOnlyList<Reckoning> Books);

    /// <summary>Why this proof cannot be given on this machine; null where it can.</summary>
    public static string? WhyNot { get; } = File.Exists("/usr/bin/" + Tracer) ? null : "No strace here: nothing can make a sync fail.";

    /// <summary>One life of a house for each n; with <paramref name="unsynced"/> it does not sync before it answers: the control.</summary>
    public static async Task<Outcome> RunAsync(IEnumerable<int> syncs, bool unsynced = false)
    {
        var (trials, before, after, later, books) = (0, 0, 0, 0, new List<Reckoning>());
        foreach (var sync in syncs)
        {
            await using var ground = await Ground.OpenAsync(TownStore.Sqlite, 300, [Way.All[0], Way.All[1]]);
            await ground.LeaveAsync();
            if (unsynced)
            {
                (ground.Settings["Database:SynchronousFull"], ground.Settings["Database:AllowUnsafeDurability"]) = ("false", "true");
            }

            var trace = Path.Combine(ground.Settings["HAOCHAPING_DATA"]!, "trace");
            string[] failing = [Tracer, "-D", "-f", "-qq", "--seccomp-bpf", "-o", trace, "-e", "trace=fsync,fdatasync", "-e", $"inject=fsync,fdatasync:error=EIO:when={sync}+"];
            var load = new OpenLoad(ground.Tickets, ground.Door, ground.Journal, perSecond: 40);
            await using (var house = await HouseProcess.ServeAsync(ground.Settings, failing))
            {
                ground.Door.Address = house.Address;
                using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(12));
                var sending = load.RunAsync(stop.Token);
                while (!sending.IsCompleted && !Failed(trace))
                {
                    await Task.Delay(20);
                }

                await Task.Delay(500); // answers of the last good sync are still on their way
                var good = load.Acknowledged;
                await sending;
                (trials, before, after, later) = (trials + 1, before + good, after + load.Acknowledged - good, later + load.Later);
                house.Kill();
            }

            await using (var well = await HouseProcess.ServeAsync(ground.Settings))
            {
                ground.Door.Address = well.Address;
                await load.RunAsync(CancellationToken.None);
                await well.StopAsync();
            }

            books.Add(await Reckoning.OfAsync(ground));
        }

        return new(trials, before, after, later, books);
    }

    private static bool Failed(string trace)
    {
        using var read = new StreamReader(new FileStream(trace, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite));
        return read.ReadToEnd().Contains("INJECTED", StringComparison.Ordinal);
    }
}
