namespace Haochaping.Ledger.Domain;

/// <summary>Hashes of complete subtrees, read from tiles: every eighth level stands in a tile, those between are hashed from it.</summary>
internal sealed class TileHashes(Func<TileId, IReadOnlyList<Hash>> tiles) : IHashes
{
    private const int Height = 8;

    public Hash Node(int level, long index)
    {
        var within = level % Height;
        var first = index << within;
        var tile = tiles(new TileId(level / Height, first / TileId.FullWidth));
        return Fold(tile, (int)(first % TileId.FullWidth), 1 << within);
    }

    /// <summary>Which tiles a computation would read: run it once on blanks and note what it asks for.</summary>
    public static IReadOnlyCollection<TileId> Needed(Action<IHashes> computation)
    {
        var asked = new HashSet<TileId>();
        computation(new Recorder(asked));
        return asked;
    }

    /// <summary>Hash over a power of two of neighbours.</summary>
    public static Hash Fold(IReadOnlyList<Hash> tile, int from, int count) => count == 1
        ? tile[from]
        : Hash.Node(Fold(tile, from, count / 2), Fold(tile, from + (count / 2), count / 2));

    private sealed class Recorder(HashSet<TileId> asked) : IHashes
    {
        public Hash Node(int level, long index)
        {
            asked.Add(new TileId(level / Height, (index << (level % Height)) / TileId.FullWidth));
            return default;
        }
    }
}
