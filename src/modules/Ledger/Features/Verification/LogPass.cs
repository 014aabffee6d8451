using Haochaping.Kernel.Data;
using Haochaping.Ledger.Contracts;
using Haochaping.Ledger.Domain;
using Haochaping.Ledger.Storage;

namespace Haochaping.Ledger.Features.Verification;

/// <summary>
/// 核验封存行 — walks the log page by page and regrows the tree. Three witnesses speak for each leaf: the log line, the entry's
/// bytes and the tile. Where the tiles lead to the signed root they are right and whoever disagrees was altered; otherwise
/// two against one.
/// </summary>
/// <param name="size">How many leaves there have to be.</param>
/// <param name="outside">Checkpoints from elsewhere that the tree must pass through.</param>
internal sealed class LogPass(LogPages pages, Action<Fault> found, long size, IReadOnlyList<Checkpoint> outside, IProgress<long>? progress)
{
    private const int Page = 16 * TileId.FullWidth;
    private readonly TreeEdge edge = new();
    private long trusted;
    private long? missingFrom;

    public long Size => size;

    public long LinesSeen { get; private set; }

    public long Tiles { get; private set; }

    public Hash Root { get; private set; } = Hash.Empty;

    /// <summary>Do the stored tiles lead to this signed root? Then they are believed up to its size.</summary>
    public async Task TrustTilesAsync(Checkpoint? signed, CancellationToken cancel)
    {
        var grown = new TreeEdge();
        await foreach (var cells in pages.AllLeafTilesAsync(cancel))
        {
            if (signed is null || cells[0].Number != grown.Size / TileId.FullWidth || cells[1].Bytes is not { } bytes)
            {
                return;
            }

            foreach (var leaf in LedgerQueries.Unpack(bytes).TakeWhile(_ => grown.Size < signed.Size))
            {
                grown.Append(leaf);
            }

            grown.TakeChanged();
        }

        trusted = signed is not null && grown.Size == signed.Size && grown.Root() == signed.Root ? signed.Size : 0;
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        for (var start = 0L; start <= size; start += Page)
        {
            var end = Math.Min(start + Page, size);
            var lines = await pages.LinesAsync(start, end, cancel);
            var tiles = await pages.LeafTilesAsync(start, end, cancel);
            var checkpoints = await pages.CheckpointsAsync(start, start + Page, cancel);
            for (var position = start; position < end; position++)
            {
                Meet(checkpoints);
                var tile = tiles.GetValueOrDefault(position / TileId.FullWidth);
                edge.Append(Judge(position, lines.GetValueOrDefault(position), LeafOf(tile, position)));
            }

            if (end == size)
            {
                Meet(checkpoints);
                Root = edge.Root();
            }

            await CompareTilesAsync(tiles, last: end == size, cancel);
            progress?.Report(end);
        }

        Missing(size);
    }

    /// <summary>Tells what is wrong at one position and returns the leaf that has to stand there.</summary>
    private Hash Judge(long position, Line? line, Hash? tile)
    {
        if (line is null)
        {
            missingFrom ??= position;
            return tile ?? default;
        }

        Missing(position);
        LinesSeen++;
        var log = line.Leaf.Bytes is { Length: Hash.Size } leaf ? Hash.Read(leaf) : (Hash?)null;
        var body = line.Entry.Body.Bytes is { } bytes ? Hash.Leaf(bytes) : (Hash?)null;
        var truth = position < trusted && tile is not null ? tile.Value
            : log is not null && (log == body || log == tile || body is null || tile is null) ? log.Value
            : body is not null && (body == tile || log is null) ? body.Value
            : log ?? tile ?? default;
        line.Tell(position, truth, log, body, found);
        return truth;
    }

    private void Missing(long until)
    {
        if (missingFrom is { } from)
        {
            found(new Fault("log", Ranges.Of(from, until - 1), null, "line-missing", "封存行缺失：该位置没有条目。"));
            missingFrom = null;
        }
    }

    /// <summary>Compares every signed state of exactly this size with the tree as it now stands.</summary>
    private void Meet(Dictionary<long, List<(long? Number, Hash? Root)>> checkpoints)
    {
        var signed = checkpoints.GetValueOrDefault(edge.Size);
        var elsewhere = outside.Where(c => c.Size == edge.Size).ToList();
        if (signed is null && elsewhere.Count == 0)
        {
            return;
        }

        var root = edge.Root();
        foreach (var (number, claimed) in (signed ?? []).Where(c => c.Root is not null && c.Root != root))
        {
            found(new Fault("ledger_checkpoints", number?.ToString() ?? "?", "root", "root-wrong", "校验点的根散列与重新计算的不符。"));
        }

        foreach (var checkpoint in elsewhere.Where(c => c.Root != root))
        {
            found(new Fault(OutsideCheckpoints.Table, checkpoint.Size.ToString(), null, "history-rewritten", "外部保存的校验点与本库历史不一致：库被整体改写或换成了旧备份。"));
        }
    }

    private async Task CompareTilesAsync(Dictionary<long, RawCell> leafTiles, bool last, CancellationToken cancel)
    {
        foreach (var (id, hashes) in edge.TakeChanged().Where(t => last || t.Value.Count == TileId.FullWidth))
        {
            RawCell? stored = id.Level > 0 ? await pages.TileAsync(id, cancel) : leafTiles.TryGetValue(id.Index, out var read) ? read : null;
            Tiles++;
            if (stored is null)
            {
                found(new Fault("ledger_tiles", $"{id.Level}/{id.Index}", null, "tile-missing", "散列块缺失。"));
            }
            else if (stored.Value.Bytes is not { } bytes || !bytes.AsSpan().SequenceEqual(LedgerQueries.Pack(hashes)))
            {
                found(new Fault("ledger_tiles", $"{id.Level}/{id.Index}", "hashes", "tile-wrong", "散列块与封存行不符。"));
            }
        }
    }

    private static Hash? LeafOf(RawCell tile, long position)
    {
        var at = (int)(position % TileId.FullWidth) * Hash.Size;
        return tile.Bytes is { } bytes && bytes.Length >= at + Hash.Size ? Hash.Read(bytes.AsSpan(at)) : null;
    }
}
