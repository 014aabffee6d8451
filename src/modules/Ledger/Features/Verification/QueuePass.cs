using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;

namespace Haochaping.Ledger.Features.Verification;

/// <summary>核验待封存 — every entry without a place waits in the queue, and the queue names nothing else.</summary>
internal sealed class QueuePass(AppDb db, RawRows rows, Action<Fault> found)
{
    public long Waiting { get; private set; }

    public async Task RunAsync(CancellationToken cancel)
    {
        await EntriesAsync(cancel);
        await QueueAsync(cancel);
    }

    private async Task EntriesAsync(CancellationToken cancel)
    {
        var log = db.Log;
        var query = db.Journal.Where(j => !log.Any(l => l.CaseId == j.CaseId && l.EntryId == j.EntryId)).LeftJoin(
            db.Unsealed,
            j => new { j.CaseId, j.EntryId },
            u => new { u.CaseId, u.EntryId },
            (j, u) => new { j.CaseId, j.EntryId, j.Type, j.At, j.BusinessDate, j.Body, u!.Arrival });
        await foreach (var c in rows.ReadAsync(query, cancel))
        {
            var entry = new EntryCells(c[0], c[1], c[2], c[3], c[4], c[5]);
            Waiting++;
            if (c[6].IsNull)
            {
                found(new Fault("journal", entry.Key, null, "entry-unqueued", "日志条目既未封存，也不在待封存队列：条目是插入的，编号被改，或封存行被删。"));
            }

            entry.Check(believed: true, found);
        }
    }

    private async Task QueueAsync(CancellationToken cancel)
    {
        var query = db.Unsealed
            .LeftJoin(db.Journal, u => new { u.CaseId, u.EntryId }, j => new { j.CaseId, j.EntryId }, (u, j) => new { u, Entry = (Guid?)j!.EntryId })
            .LeftJoin(db.Log, q => new { q.u.CaseId, q.u.EntryId }, l => new { l.CaseId, l.EntryId }, (q, l) => new { q.u.Arrival, q.Entry, Position = (long?)l!.Position });
        await foreach (var cells in rows.ReadAsync(query, cancel))
        {
            var arrival = cells[0].Number?.ToString() ?? "?";
            if (cells[1].IsNull)
            {
                found(new Fault("unsealed", arrival, null, "queue-dangling", "待封存队列指向的日志条目不存在。"));
            }

            if (!cells[2].IsNull)
            {
                found(new Fault("unsealed", arrival, null, "queue-sealed", "待封存队列里的条目已经封存过。"));
            }
        }
    }
}
