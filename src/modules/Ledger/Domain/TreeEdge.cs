namespace Haochaping.Ledger.Domain;

/// <summary>
/// 树的右缘 — all that is needed to grow a tree: the incomplete tile of each level. Appending is the only thing it can do,
/// so a log that is grown with it can never lose or alter a leaf.
/// </summary>
internal sealed class TreeEdge
{
    private readonly Dictionary<TileId, List<Hash>> open = [];
    private readonly Dictionary<TileId, IReadOnlyList<Hash>> changed = [];

    /// <param name="size">Leaves so far.</param>
    /// <param name="tiles">The tiles <see cref="TileId.Edge"/> names for that size.</param>
    public TreeEdge(long size, Func<TileId, IReadOnlyList<Hash>> tiles)
    {
        Size = size;
        foreach (var (tile, width) in TileId.Edge(size))
        {
            open[tile] = [.. tiles(tile).Take(width)];
        }
    }

    public TreeEdge()
        : this(0, _ => [])
    {
    }

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>Every tile that grew since the last <see cref="TakeChanged"/>, as it is now.</summary>
    public IReadOnlyDictionary<TileId, IReadOnlyList<Hash>> TakeChanged()
    {
        var taken = new Dictionary<TileId, IReadOnlyList<Hash>>(changed);
        changed.Clear();
        return taken;
    }

    public void Append(Hash leaf)
    {
        Append(leaf, level: 0, Size);
        Size++;
    }

    public Hash Root() => MerkleTree.Root(Size, new TileHashes(tile => open[tile]));

    private void Append(Hash hash, int level, long index)
    {
        var id = new TileId(level, index / TileId.FullWidth);
        if (!open.TryGetValue(id, out var tile))
        {
            open[id] = tile = new List<Hash>(TileId.FullWidth);
        }

        tile.Add(hash);
        changed[id] = tile;
        if (tile.Count == TileId.FullWidth)
        {
            open.Remove(id);
            Append(TileHashes.Fold(tile, 0, TileId.FullWidth), level + 1, id.Index);
        }
    }
}
