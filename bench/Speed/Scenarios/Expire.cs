using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using Haochaping.Evaluations.Features;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Jobs;
using Haochaping.Ledger.Features;
using Haochaping.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Speed.Scenarios;

/// <summary>
/// 到期与封存 — many windows that end in the same night become defaults with their facts, which are then sealed and verified; each beside
/// the plain work on the same rows in the same store.
/// </summary>
internal sealed class Expire(TownStore store, Report report, int people)
{
    private const int Megabyte = 1048576;

    public async Task RunAsync()
    {
        report.Title($"3 · {people:N0} windows end, {store}");
        await using var place = await Place.OpenAsync(store);
        await place.PeopleAsync(people);
        await Backlog.LearnAsync(store, place.Store);
        await place.PassAsync(TimeSpan.FromDays(60));
        var (before, expiring) = (Resident(), await ByJobAsync<ExpireTasks>(place));
        var grown = Resident() - before;
        var plain = await PlainAsync(place);
        report.Line($"expired {people / expiring:N0}/s, plain INSERT … SELECT of the same rows {people / plain:N0}/s, memory {grown / Megabyte:+#,##0;-#,##0} MB");
        report.AtMost($"expire / plain ({store})", expiring / plain, 3);
        report.Value($"expired a second ({store})", people / expiring);
        report.Value($"memory grown while expiring ({store}), MB", grown / Megabyte);

        report.Title($"4 · seal and verify them, {store}");
        var sealing = await ByJobAsync<SealJournal>(place);
        before = Resident();
        var (verifying, faults) = await VerifyAsync(place);
        grown = Resident() - before;
        var hashing = await HashAsync(place);
        report.Line($"sealed {people / sealing:N0}/s, verified {people / verifying:N0}/s (faults: {faults}), plain SHA-256 of the same bytes {people / hashing:N0}/s, memory {grown / Megabyte:+#,##0;-#,##0} MB");
        report.Value($"sealed a second ({store})", people / sealing);
        report.AtMost($"verify / SHA-256 ({store})", verifying / hashing, 2);
        report.AtMost($"faults ({store})", faults, 0);
        report.Value($"memory grown while verifying ({store}), MB", grown / Megabyte);
    }

    private static async Task<double> ByJobAsync<TJob>(Place place)
        where TJob : IJob
    {
        var began = Stopwatch.GetTimestamp();
        for (var moved = 1; moved > 0;)
        {
            await using var scope = place.Services.CreateAsyncScope();
            moved = await scope.ServiceProvider.GetRequiredService<TJob>().RunAsync(CancellationToken.None);
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    // The rows it wrote, once more, into tables with the same keys and indexes: as fast as this store writes them at all.
    private async Task<double> PlainAsync(Place place)
    {
        string[] tables = ["evaluations_tasks", "journal", "unsealed"];
        await using var connection = await Backlog.OpenAsync(store, place.Store);
        foreach (var table in tables)
        {
            await LikeAsync(connection, table);
        }

        var began = Stopwatch.GetTimestamp();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            foreach (var table in tables)
            {
                await DoAsync(connection, $"INSERT INTO plain_{table} SELECT * FROM {table}", transaction);
            }

            await transaction.CommitAsync();
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        foreach (var table in tables)
        {
            await DoAsync(connection, $"DROP TABLE plain_{table}");
        }

        return seconds;
    }

    private async Task LikeAsync(DbConnection connection, string table)
    {
        if (store == TownStore.Postgres)
        {
            await DoAsync(connection, $"CREATE TABLE plain_{table} (LIKE {table} INCLUDING ALL)");
            return;
        }

        var plans = new List<string>();
        await using (var look = connection.CreateCommand())
        {
            look.CommandText = $"SELECT sql FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL ORDER BY type DESC";
            await using var reader = await look.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                plans.Add(reader.GetString(0));
            }
        }

        foreach (var plan in plans)
        {
            await DoAsync(connection, plan.Replace($"\"{table}\"", $"\"plain_{table}\"", StringComparison.Ordinal).Replace("INDEX \"", "INDEX \"plain_", StringComparison.Ordinal));
        }
    }

    private static async Task<(double Seconds, int Faults)> VerifyAsync(Place place)
    {
        var (faults, began) = (0, Stopwatch.GetTimestamp());
        await using var scope = place.Services.CreateAsyncScope();
        // the log alone: rows laid in without a history would be told, one by one
        await new VerifyLedger(scope.ServiceProvider.GetRequiredService<AppDb>(), scope.ServiceProvider.GetRequiredService<LogKeys>(), []).RunAsync(_ => faults++, null, null, CancellationToken.None);
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, faults);
    }

    private async Task<double> HashAsync(Place place)
    {
        var began = Stopwatch.GetTimestamp();
        await using var connection = await Backlog.OpenAsync(store, place.Store);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT j.body FROM log l JOIN journal j ON j.case_id = l.case_id AND j.entry_id = l.entry_id ORDER BY l.position";
        await using var reader = await command.ExecuteReaderAsync();
        for (var hash = new byte[32]; await reader.ReadAsync();)
        {
            SHA256.HashData(reader.GetFieldValue<byte[]>(0), hash);
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task DoAsync(DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, transaction, 0);
        await command.ExecuteNonQueryAsync();
    }

    private static double Resident()
    {
        using var me = Process.GetCurrentProcess();
        return me.WorkingSet64;
    }
}
