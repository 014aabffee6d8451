using System.Data.Common;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Haochaping.Ledger.Domain;
using Haochaping.Ledger.Features.Verification;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Ledger.Features;

/// <summary>
/// 核验存证 — recomputes everything that was sealed. What the newest signature vouches for is the measure: first the signatures,
/// then whether the tiles lead to the signed root, then every line, entry and tile against them, then what waits, then the
/// rows other modules answer for.
/// </summary>
internal sealed class VerifyLedger(AppDb db, LogKeys keys, IEnumerable<IVerifyRows> modules) : IVerifyLedger
{
    public async Task<LedgerReport> RunAsync(Action<Fault> found, IReadOnlyList<string>? outside, IProgress<long>? progress, CancellationToken cancel)
    {
        var faults = 0L;
        await using var rows = await RawRows.OpenAsync(db, cancel);
        var checkpoints = new CheckpointPass(db, rows, keys, Tell);
        await ReadAsync("ledger_checkpoints", checkpoints.RunAsync);
        var elsewhere = OutsideCheckpoints.Read(outside ?? [], checkpoints.KnownKeys, keys.Origin, Tell);

        var lines = 0L;
        await ReadAsync("log", async token => lines = await db.Log.LongCountAsync(token));
        var signed = elsewhere.Append(checkpoints.Newest).MaxBy(c => c?.Size ?? -1);
        var log = new LogPass(new LogPages(db, rows), Tell, Math.Max(signed?.Size ?? 0, lines), elsewhere, progress);
        await ReadAsync("ledger_tiles", token => log.TrustTilesAsync(signed, token));
        await ReadAsync("log", log.RunAsync);
        await ReadAsync("log", token => new StrayPass(db, rows, Tell).RunAsync(log.Size, log.LinesSeen, lines, checkpoints.Newest?.Size ?? 0, token));

        var queue = new QueuePass(db, rows, Tell);
        await ReadAsync("journal", queue.RunAsync);
        foreach (var module in modules)
        {
            await ReadAsync(module.GetType().Name, token => module.VerifyAsync(db, rows, Tell, token));
        }

        return new LedgerReport(log.LinesSeen, queue.Waiting, log.Tiles, checkpoints.Count, faults, log.Root.ToString());

        void Tell(Fault fault)
        {
            faults++;
            found(fault);
        }

        // A table that is gone or a torn file is damage too, and must not keep the rest from being told.
        async Task ReadAsync(string table, Func<CancellationToken, Task> pass)
        {
            try
            {
                await pass(cancel);
            }
            catch (DbException)
            {
                Tell(new Fault(table, "*", null, "table-unreadable", "表无法读取（被删除、改名，或数据库文件损坏）。"));
            }
        }
    }
}
