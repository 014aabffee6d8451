using System.Data.Common;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Ledger.Domain;
using Haochaping.Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Ledger.Features;

/// <summary>
/// 封存日志 — gives waiting entries their place in the log, in order of arrival: lines, tiles and the signed checkpoint in one
/// transaction. If two nodes do it at once, the key of the log lets one of them win and the other starts over.
/// </summary>
internal sealed class SealJournal(AppDb db, IStore store, LogKeys keys, TimeProvider clock) : IJob
{
    private const int BatchSize = 2000;

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var head = await db.NewestCheckpointAsync(cancel);
        if (head is not null && !await db.Unsealed.AnyAsync(cancel))
        {
            return 0;
        }

        try
        {
            return await SealAsync(cancel);
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            if ((await db.NewestCheckpointAsync(cancel))?.Number != head?.Number)
            {
                return 0; // another node was faster; what it left is sealed in the next round
            }

            throw;
        }
    }

    private async Task<int> SealAsync(CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var head = await db.NewestCheckpointAsync(cancel);
        var waiting = await WaitingAsync(cancel);
        if (waiting.Count == 0 && head is not null)
        {
            return 0;
        }

        var (edge, stored) = await EdgeAsync(head, cancel);
        var lines = Append(edge, waiting);
        await store.InsertAsync(db, Table.Of(db, typeof(LogLine)), lines, cancel);
        foreach (var (id, hashes) in edge.TakeChanged())
        {
            var row = new TileRow { Level = id.Level, Ordinal = id.Index, Hashes = LedgerQueries.Pack(hashes) };
            db.Entry(row).State = stored.Contains(id) ? EntityState.Modified : EntityState.Added;
        }

        db.Add(Sign(edge, (head?.Number ?? -1) + 1));
        await db.SaveChangesAsync(cancel);
        await LeaveQueueAsync(waiting, cancel);
        await transaction.CommitAsync(cancel);
        return waiting.Count;
    }

    // A queue row whose entry is already sealed, or is not there, stays behind for the verification to tell. Both are looked up row by
    // row, by key: a join would let the planner read the whole log when the queue is long.
    private Task<List<Waiting>> WaitingAsync(CancellationToken cancel)
    {
        var (log, journal) = (db.Log, db.Journal);
        var waiting =
            from queued in db.Unsealed
            orderby queued.Arrival
            where log.Where(line => line.CaseId == queued.CaseId && line.EntryId == queued.EntryId).Select(line => (long?)line.Position).FirstOrDefault() == null
            let body = journal.Where(entry => entry.CaseId == queued.CaseId && entry.EntryId == queued.EntryId).Select(entry => entry.Body).FirstOrDefault()
            where body != null
            select new Waiting(queued.Arrival, queued.CaseId, queued.EntryId, body);
        return waiting.Take(BatchSize).ToListAsync(cancel);
    }

    /// <summary>The edge to grow from. A store whose tiles are not what was signed last is never signed again.</summary>
    private async Task<(TreeEdge Edge, HashSet<TileId> Stored)> EdgeAsync(CheckpointRow? head, CancellationToken cancel)
    {
        if (head is null)
        {
            return (new TreeEdge(), []);
        }

        var signed = SignedNote.Parse(head.Note)
            .Then(note => note.VerifiedBy(keys.KeysOf(head.SignedBy)).Then(_ => Checkpoint.Parse(note.Text)));
        var tiles = await store.LoadTilesAsync(db, [.. TileId.Edge(head.Size).Select(t => t.Tile)], cancel);
        var whole = TileId.Edge(head.Size).All(t => tiles.TryGetValue(t.Tile, out var tile) && tile.Count >= t.Width);
        var edge = whole ? new TreeEdge(head.Size, id => tiles[id]) : new TreeEdge();
        return signed.Is(out var checkpoint, out _) && checkpoint.Origin == keys.Origin && checkpoint.Size == edge.Size && checkpoint.Root == edge.Root()
            ? (edge, [.. tiles.Keys])
            : throw new InvalidOperationException("The tiles are not what the last checkpoint signed: sealing stands still, run the verification.");
    }

    private static List<LogLine> Append(TreeEdge edge, List<Waiting> waiting)
    {
        var lines = new List<LogLine>(waiting.Count);
        foreach (var entry in waiting.DistinctBy(e => (e.CaseId, e.EntryId)))
        {
            var leaf = Hash.Leaf(entry.Body);
            lines.Add(new LogLine { Position = edge.Size, CaseId = entry.CaseId, EntryId = entry.EntryId, Leaf = leaf.ToArray() });
            edge.Append(leaf);
        }

        return lines;
    }

    private CheckpointRow Sign(TreeEdge edge, long number)
    {
        var (id, signer) = keys.Current();
        var at = DateTimeOffset.FromUnixTimeSeconds(clock.Now().ToUnixTimeSeconds());
        var root = edge.Root();
        var note = signer.Sign(new Checkpoint(keys.Origin, edge.Size, root).ToString(), at);
        return new() { Number = number, Size = edge.Size, Root = root.ToArray(), At = at, SignedBy = id, Note = note.ToString() };
    }

    private async Task LeaveQueueAsync(List<Waiting> waiting, CancellationToken cancel)
    {
        var arrivals = waiting.ConvertAll(e => e.Arrival);
        if (await db.Unsealed.Where(e => arrivals.Contains(e.Arrival)).ExecuteDeleteAsync(cancel) != waiting.Count)
        {
            throw new DbUpdateConcurrencyException("Another node sealed these entries in the same moment.");
        }
    }

    private sealed record Waiting(long Arrival, Guid CaseId, Guid EntryId, byte[] Body);
}
