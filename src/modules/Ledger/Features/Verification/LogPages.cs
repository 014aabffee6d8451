using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Domain;
using Haochaping.Ledger.Storage;

namespace Haochaping.Ledger.Features.Verification;

/// <summary>分页读取 — what lies in the store between two positions, so that a verification never holds more than a page.</summary>
internal sealed class LogPages(AppDb db, RawRows rows)
{
    /// <summary>Index and hashes of every tile of leaves, from the left.</summary>
    public IAsyncEnumerable<IReadOnlyList<RawCell>> AllLeafTilesAsync(CancellationToken cancel) =>
        rows.ReadAsync(db.Tiles.Where(t => t.Level == 0).OrderBy(t => t.Ordinal).Select(t => new { t.Ordinal, t.Hashes }), cancel);

    /// <summary>The hashes of one tile, or null where there is no such row.</summary>
    public async Task<RawCell?> TileAsync(TileId id, CancellationToken cancel)
    {
        RawCell? stored = null;
        await foreach (var cells in rows.ReadAsync(db.Tiles.Where(t => t.Level == id.Level && t.Ordinal == id.Index).Select(t => new { t.Hashes }), cancel))
        {
            stored = cells[0];
        }

        return stored;
    }

    public async Task<Dictionary<long, Line>> LinesAsync(long start, long end, CancellationToken cancel)
    {
        var query = db.Log.Where(l => l.Position >= start && l.Position < end).LeftJoin(
            db.Journal,
            l => new { l.CaseId, l.EntryId },
            j => new { j.CaseId, j.EntryId },
            (l, j) => new { l.Position, l.CaseId, l.EntryId, l.Leaf, Case = j!.CaseId, Entry = j.EntryId, j.Type, j.At, j.BusinessDate, j.Body });
        var lines = new Dictionary<long, Line>();
        await foreach (var c in rows.ReadAsync(query, cancel))
        {
            if (c[0].Number is { } position)
            {
                lines[position] = new Line(c[1], c[2], c[3], new EntryCells(c[4], c[5], c[6], c[7], c[8], c[9]));
            }
        }

        return lines;
    }

    public async Task<Dictionary<long, RawCell>> LeafTilesAsync(long start, long end, CancellationToken cancel)
    {
        var (first, last) = (start / TileId.FullWidth, end / TileId.FullWidth);
        var query = db.Tiles.Where(t => t.Level == 0 && t.Ordinal >= first && t.Ordinal <= last).Select(t => new { t.Ordinal, t.Hashes });
        var tiles = new Dictionary<long, RawCell>();
        await foreach (var cells in rows.ReadAsync(query, cancel))
        {
            tiles[cells[0].Number ?? -1] = cells[1];
        }

        return tiles;
    }

    public async Task<Dictionary<long, List<(long? Number, Hash? Root)>>> CheckpointsAsync(long start, long end, CancellationToken cancel)
    {
        var query = db.Checkpoints.Where(c => c.Size >= start && c.Size < end).Select(c => new { c.Number, c.Size, c.Root });
        var checkpoints = new Dictionary<long, List<(long? Number, Hash? Root)>>();
        await foreach (var cells in rows.ReadAsync(query, cancel))
        {
            var at = cells[1].Number ?? -1;
            checkpoints.TryAdd(at, []);
            checkpoints[at].Add((cells[0].Number, cells[2].Bytes is { Length: Hash.Size } root ? Hash.Read(root) : null));
        }

        return checkpoints;
    }
}
