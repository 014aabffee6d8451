using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Haochaping.Host;
using Haochaping.Host.Backups;
using Haochaping.Kernel.Data;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Chaos;

/// <summary>
/// A house that people are rating in is backed up again and again, and each backup is restored into an empty folder or database. What was
/// acknowledged before a backup began is in it, its counts and root are those of the store that came of it, and verification finds nothing.
/// </summary>
internal static class BackupDrill
{
    private const string Waiting = """
        SELECT (SELECT count(*) FROM unsealed) + (SELECT COALESCE(max(h.head - c.next), 0) FROM kernel_cursors c, (SELECT COALESCE(max(position), -1) + 1 AS head FROM log) h)
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>One backup and what came of it.</summary>
    /// <param name="Acknowledged">Before it began.</param>
    /// <param name="Missing">Of them, without their rating in the restored house when it has done what was still to be done; the way each came.</param>
    /// <param name="Miscounted">Tables with another number of rows than the manifest says.</param>
    /// <param name="IsSameRoot">Whether the newest checkpoint is that of the manifest.</param>
    /// <param name="Code">What <c>restore</c>, which verifies, ended with.</param>
    /// <param name="Said">What it said.</param>
    /// <param name="Backup">Seconds to back up.</param>
    /// <param name="Restore">Seconds to restore and verify.</param>
    /// <param name="Bytes">Length of the file.</param>
    internal sealed record Round(int Acknowledged, IReadOnlyList<string> Missing, int Miscounted, bool IsSameRoot, int Code, string Said, double Backup, double Restore, long Bytes)
    {
        public bool IsWhole => Missing.Count + Miscounted + Code == 0 && IsSameRoot;
    }

    /// <summary>All rounds, and what became of the house that was backed up.</summary>
    internal sealed record Outcome(IReadOnlyList<Round> Rounds, Reckoning Books, IReadOnlyCollection<Heard> Odd);

    /// <summary>So many rounds, the first when so many were acknowledged; <paramref name="torn"/> reads each table at a moment of its own: the control.</summary>
    public static async Task<Outcome> RunAsync(TownStore store, int rounds, int perSecond, int before = 0, bool torn = false)
    {
        await using var ground = await Ground.OpenAsync(store, before + ((rounds + 1) * perSecond * 4));
        await ground.LeaveAsync();
        var load = new OpenLoad(ground.Tickets, ground.Door, ground.Journal, perSecond);
        var seen = new List<Round>();
        await using (var house = await HouseProcess.ServeAsync(ground.Settings))
        {
            ground.Door.Address = house.Address;
            using var stop = new CancellationTokenSource();
            var sending = load.RunAsync(stop.Token);
            while (load.Acknowledged < before)
            {
                if (sending.IsCompleted)
                {
                    throw new InvalidOperationException($"Only {load.Acknowledged} of {before} were acknowledged.\n{load.Told}");
                }

                await Task.Delay(100);
            }

            for (var i = 0; i < rounds; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                seen.Add(await RoundAsync(ground, torn));
            }

            await stop.CancelAsync();
            await sending;
            await house.StopAsync();
        }

        return new(seen, await Reckoning.OfAsync(ground), load.Odd);
    }

    private static async Task<Round> RoundAsync(Ground ground, bool torn)
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-restored-").FullName;
        var database = ground.Store == TownStore.Postgres ? await PostgresServer.CreateDatabaseAsync() : null;
        try
        {
            var file = Path.Combine(folder, "backup.zip");
            var target = new Dictionary<string, string?>(ground.Settings) { ["HAOCHAPING_DATA"] = Path.Combine(folder, "data") };
            if (database is not null)
            {
                target["Database:ConnectionString"] = database;
            }

            var before = ground.Tickets.Where(t => t.Acknowledged is not null).ToList();
            var began = Stopwatch.GetTimestamp();
            await (torn ? TearAsync(ground.Settings, file) : BackUpAsync(ground.Settings, file));
            var (backup, middle) = (Stopwatch.GetElapsedTime(began).TotalSeconds, Stopwatch.GetTimestamp());
            var (code, output, errors) = await HouseProcess.RunAsync(target, "restore", file, "--json");
            var round = new Round(before.Count, [], 0, false, code, output + errors, backup, Stopwatch.GetElapsedTime(middle).TotalSeconds, new FileInfo(file).Length);
            if (code == 1)
            {
                return round; // refused: nothing to compare
            }

            round = await CompareAsync(round, ground.Store, database ?? target["HAOCHAPING_DATA"]!, file);
            await using var books = await SettleAsync(target, ground.Store, database ?? target["HAOCHAPING_DATA"]!);
            var levels = (await books.RowsAsync("SELECT case_id, level FROM evaluations", r => (Case: r.GetGuid(0), Level: r.GetInt32(1)))).ToLookup(r => r.Case, r => r.Level);
            return round with { Missing = [.. before.Where(t => !levels[t.CaseId].Contains(t.Level)).Select(t => t.Way.Name)] };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            await (database is null ? Task.CompletedTask : PostgresServer.DropDatabaseAsync(database));
        }
    }

    private static async Task BackUpAsync(Dictionary<string, string?> settings, string file)
    {
        var (code, _, errors) = await HouseProcess.RunAsync(settings, "backup", file, "--json");
        if (code != 0)
        {
            throw new InvalidOperationException(errors);
        }
    }

    // Past the program: by plain SQL, and by what any program reads in the archive.
    private static async Task<Round> CompareAsync(Round round, TownStore store, string where, string file)
    {
        await using var archive = await ZipFile.OpenReadAsync(file);
        await using var part = await archive.GetEntry("manifest.json")!.OpenAsync();
        var manifest = (await JsonDocument.ParseAsync(part)).RootElement;
        await using var books = await Books.OpenAsync(store, where);
        var miscounted = 0;
        foreach (var table in manifest.GetProperty("tables").EnumerateArray())
        {
            var rows = (await books.RowsAsync($"SELECT COUNT(*) FROM \"{table.GetProperty("name").GetString()}\"", r => r.GetInt64(0))).Single();
            miscounted += rows == table.GetProperty("rows").GetInt64() ? 0 : 1;
        }

        var root = (await books.RowsAsync("SELECT root FROM ledger_checkpoints ORDER BY number DESC LIMIT 1", r => Convert.ToBase64String(r.GetFieldValue<byte[]>(0)))).Single();
        return round with
        {
            Miscounted = miscounted,
            IsSameRoot = root == manifest.GetProperty("log").GetProperty("root").GetString(),
        };
    }

    // A rating that came with its case is made by a follower: the restored house goes on with that, as any house does after a stop.
    private static async Task<Books> SettleAsync(Dictionary<string, string?> settings, TownStore store, string where)
    {
        await using var house = await HouseProcess.ServeAsync(settings);
        var books = await Books.OpenAsync(store, where);
        for (var began = Stopwatch.GetTimestamp(); (await books.RowsAsync(Waiting, r => r.GetInt64(0))).Single() > 0 && Stopwatch.GetElapsedTime(began) < Patience;)
        {
            await Task.Delay(100);
        }

        await house.StopAsync();
        return books;
    }

    // The program's own backup with the moment taken away, and as slow as in a house with many rows.
    private static async Task TearAsync(Dictionary<string, string?> settings, string file)
    {
        await using var app = HouseHost.Build([], background: false, builder => builder.Configuration.AddInMemoryCollection(settings));
        await using var scope = app.Services.CreateAsyncScope();
        var write = ActivatorUtilities.CreateInstance<WriteBackup>(scope.ServiceProvider);
        write.Moment = async (db, cancel) =>
        {
            await db.Database.OpenConnectionAsync(cancel);
            return new Closing(db);
        };
        _ = (await write.RunAsync(file, (_, _) => Thread.Sleep(30), CancellationToken.None)).Value;
    }

    private sealed class Closing(AppDb db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await db.Database.CloseConnectionAsync();
    }
}
