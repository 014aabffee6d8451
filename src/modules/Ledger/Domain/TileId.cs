using System.Globalization;

namespace Haochaping.Ledger.Domain;

/// <summary>散列块编号 — a tile's place: 256 hashes side by side, each over 256^level leaves (C2SP tlog-tiles).</summary>
/// <param name="Level">0 holds leaf hashes.</param>
/// <param name="Index">0-based, from the left.</param>
internal readonly record struct TileId(int Level, long Index)
{
    public const int FullWidth = 256;
    public const int MaxLevel = 63;

    // 256^8 leaves do not fit into a size: from this level on every tile is empty.
    private const int Levels = 8;

    /// <summary>The tiles on the right edge of a tree, one per level, with their widths; complete ones are not on the edge.</summary>
    public static IEnumerable<(TileId Tile, int Width)> Edge(long size)
    {
        for (var level = 0; level < Levels && size >> (8 * level) > 0; level++)
        {
            var count = size >> (8 * level);
            if (count % FullWidth > 0)
            {
                yield return (new TileId(level, count / FullWidth), (int)(count % FullWidth));
            }
        }
    }

    /// <summary>How many hashes this tile has in a tree of that size; 0 when it does not exist.</summary>
    public int Width(long size)
    {
        var count = Level < Levels ? size >> (8 * Level) : 0;
        return Index > count / FullWidth ? 0 : (int)Math.Min(count - (Index * FullWidth), FullWidth);
    }

    /// <summary>The index as a path: 1234067 is <c>x001/x234/067</c>; a partial tile ends in <c>.p/width</c>.</summary>
    public static string Path(long index, int width = FullWidth)
    {
        var groups = new Stack<string>([(index % 1000).ToString("D3", CultureInfo.InvariantCulture)]);
        for (var rest = index / 1000; rest > 0; rest /= 1000)
        {
            groups.Push(string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:D3}"));
        }

        var path = string.Join('/', groups);
        return width == FullWidth ? path : $"{path}.p/{width}";
    }

    /// <summary>Reads such a path back; only the one canonical spelling counts.</summary>
    public static bool TryParsePath(string path, out long index, out int width)
    {
        (index, width) = (0, FullWidth);
        var halves = path.Split(".p/");
        var digits = halves[0].Replace("/", "", StringComparison.Ordinal).Replace("x", "", StringComparison.Ordinal);
        return halves.Length <= 2
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out index)
            && (halves.Length == 1 || (int.TryParse(halves[1], NumberStyles.None, CultureInfo.InvariantCulture, out width) && width is > 0 and < FullWidth))
            && Path(index, width) == path;
    }

    public override string ToString() => $"{Level}/{Path(Index)}";
}
