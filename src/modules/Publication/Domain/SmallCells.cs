namespace Haochaping.Publication.Domain;

/// <summary>表格格子 — one count of a table whose line and column sums are all published.</summary>
/// <param name="Row">The line whose sum is published.</param>
/// <param name="Column">The column whose sum is published; cells of one free column need no sum.</param>
/// <param name="Count">What was counted.</param>
/// <param name="Earlier">What an earlier issue of the same period showed here, or null.</param>
/// <param name="IsSum">The cell is itself the sum of its column: it rises when another of the column rises.</param>
internal sealed record TableCell(string Row, string Column, long Count, long? Earlier = null, bool IsSum = false);

/// <summary>
/// 小数隐藏 — hides counts from 1 to 4, changes from 1 to 4 against an earlier issue, and as many further counts as it takes
/// that none of them can be worked out from the sums (T48). Zero is shown: it is nobody.
/// </summary>
internal static class SmallCells
{
    /// <summary>The smallest count that is shown.</summary>
    public const int Threshold = 5;

    // Prefer one more hidden cell in a line to a hidden total, and few large secrets to many.
    private const long CostOfCell = 1_000_000_000;
    private const long CostOfSum = 100 * CostOfCell;

    /// <summary>A count, or a change, behind which single persons could be recognised.</summary>
    public static bool IsSmall(long count, long? earlier = null) =>
        count is > 0 and < Threshold || (earlier is { } before && Math.Abs(count - before) is > 0 and < Threshold);

    /// <summary>Indices of the cells to hide; null where the table is too small to protect what it must hide.</summary>
    public static IReadOnlySet<int>? Hide(IReadOnlyList<TableCell> cells)
    {
        var small = Enumerable.Range(0, cells.Count).Where(i => IsSmall(cells[i].Count, cells[i].Earlier)).ToList();
        var places = cells.Index()
            .SelectMany(c => new[] { (Place: new Place(false, c.Item.Row), c.Index), (Place: new Place(true, c.Item.Column), c.Index) })
            .ToLookup(p => p.Place, p => p.Index);
        var hidden = small.ToHashSet();
        foreach (var cell in small)
        {
            // Hiding more only ever adds ways out, so what is protected once stays protected.
            var ways = new[] { Walk(cells, places, hidden, cell, 1), Walk(cells, places, hidden, cell, -1) }.OfType<Way>();
            if (ways.MinBy(w => w.Cost) is not { } way)
            {
                return null;
            }

            hidden.UnionWith(way.Cells);
        }

        return hidden;
    }

    /// <summary>Between which values a hidden count lies, as a reader knows from the rules alone.</summary>
    public static (long Low, long High) Bounds(TableCell cell) => cell switch
    {
        { Count: > 0 and < Threshold } => (1, Threshold - 1),
        { Earlier: { } before } when IsSmall(cell.Count, before) => (Math.Max(0, before - Threshold + 1), before + Threshold - 1),
        _ => (Threshold, long.MaxValue),
    };

    // A hidden count cannot be worked out exactly if another table with the same sums exists in which it differs. Two such
    // tables differ by closed walks through hidden cells, adding and taking one in turn. So the cheapest such walk is looked
    // for (Dijkstra), free over cells that are hidden already. On the way a column wants −step and a line +step.
    private static Way? Walk(IReadOnlyList<TableCell> cells, ILookup<Place, int> places, HashSet<int> hidden, int start, int step)
    {
        var (from, goal) = (new Place(true, cells[start].Column), new Place(false, cells[start].Row));
        var best = new Dictionary<Place, (long Cost, int Cell, Place From)>();
        var queue = new PriorityQueue<(Place At, long Cost), long>(CanMove(cells[start], step) ? [((from, 0), 0)] : []);
        while (queue.TryDequeue(out var next, out _))
        {
            if (next.At == goal)
            {
                return new(next.Cost, Trace(best, goal, from));
            }

            foreach (var i in places[next.At].Where(i => i != start && CanMove(cells[i], next.At.IsColumn ? -step : step)))
            {
                var beyond = next.At.IsColumn ? new Place(false, cells[i].Row) : new Place(true, cells[i].Column);
                var cost = next.Cost + (hidden.Contains(i) ? 0 : cells[i].Count + (cells[i].IsSum ? CostOfSum : CostOfCell));
                if (beyond != from && (!best.TryGetValue(beyond, out var known) || cost < known.Cost))
                {
                    best[beyond] = (cost, i, next.At);
                    queue.Enqueue((beyond, cost), cost);
                }
            }
        }

        return null;
    }

    private static List<int> Trace(Dictionary<Place, (long Cost, int Cell, Place From)> best, Place goal, Place from)
    {
        List<int> path = [];
        for (var at = goal; at != from; at = best[at].From)
        {
            path.Add(best[at].Cell);
        }

        return path;
    }

    /// <summary>Could the count be one more (or less) and still be what a reader takes it for?</summary>
    private static bool CanMove(TableCell cell, int step)
    {
        var (low, high) = Bounds(cell);
        var moved = cell.Count + (cell.IsSum ? -step : step);
        return low <= moved && moved <= high;
    }

    private readonly record struct Place(bool IsColumn, string Name);

    private sealed record Way(long Cost, IReadOnlyList<int> Cells);
}
