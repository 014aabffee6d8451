namespace Haochaping.Publication.Domain;

/// <summary>走向 — how a count can move between two issues about the same days, as every reader knows.</summary>
internal enum Trend
{
    /// <summary>Either way: a default is taken out by a late rating.</summary>
    Either,

    /// <summary>只增: ratings are final.</summary>
    Up,

    /// <summary>只减: who has not rated yet.</summary>
    Down,
}

/// <summary>表格格子 — one count of a table whose line and column sums are all published.</summary>
/// <param name="Row">The line whose sum is published.</param>
/// <param name="Column">The column whose sum is published; cells of one free column need no sum.</param>
/// <param name="Count">What was counted.</param>
/// <param name="Earlier">What an earlier issue of the same period showed here, or null.</param>
/// <param name="IsSum">The cell is itself the sum of its column: it rises when another of the column rises.</param>
/// <param name="Trend">How it can have moved since.</param>
/// <param name="StaysHidden">An earlier issue of the same period hid it: to show it now would tell what it was.</param>
internal sealed record TableCell(string Row, string Column, long Count, long? Earlier = null, bool IsSum = false, Trend Trend = Trend.Either, bool StaysHidden = false)
{
    /// <summary>The trend, unless the truth itself goes against it (a rating taken back).</summary>
    public Trend Known => (Trend, Earlier) switch
    {
        (Trend.Up, { } before) when Count >= before => Trend.Up,
        (Trend.Down, { } before) when Count <= before => Trend.Down,
        _ => Trend.Either,
    };
}

/// <summary>
/// 小数隐藏 — hides counts from 1 to 4, changes from 1 to 4 against an earlier issue, what an earlier issue hid, and as many further
/// counts as it takes that each of them could still be every number from 1 to 4 for a reader who adds up all that is published
/// and knows these rules (T48). Zero is shown: it is nobody.
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
        var secret = Enumerable.Range(0, cells.Count).Where(i => IsSecret(cells[i])).ToList();
        var places = cells.Index()
            .SelectMany(c => new[] { (Place: new Place(false, c.Item.Row), c.Index), (Place: new Place(true, c.Item.Column), c.Index) })
            .ToLookup(p => p.Place, p => p.Index);
        var hidden = secret.ToHashSet();
        foreach (var (cell, by) in secret.SelectMany(i => Reach(cells[i]).Select(by => (i, by))))
        {
            // Hiding more only ever adds ways out, so what is protected once stays protected.
            if (Walk(cells, places, hidden, cell, cells[cell].IsSum ? -by : by) is not { } way)
            {
                return null;
            }

            hidden.UnionWith(way);
        }

        return hidden;
    }

    /// <summary>Hidden for its own sake, not only to protect another.</summary>
    public static bool IsSecret(TableCell cell) => cell.StaysHidden || IsSmall(cell.Count, cell.Earlier);

    /// <summary>Between which values a hidden count lies, as a reader knows from the rules alone.</summary>
    public static (long Low, long High) Bounds(TableCell cell)
    {
        var (low, high) = cell switch
        {
            { StaysHidden: true } => (0, long.MaxValue),
            { Count: > 0 and < Threshold } => (1, Threshold - 1),
            { Earlier: { } before } when IsSmall(cell.Count, before) => (Math.Max(0, before - Threshold + 1), before + Threshold - 1),
            _ => (Threshold, long.MaxValue),
        };
        return (cell.Known, cell.Earlier, IsSmall(cell.Count, cell.Earlier)) switch
        {
            (Trend.Up, { } before, var changed) => (Math.Max(low, before + (changed && cell.Count != before ? 1 : 0)), high),
            (Trend.Down, { } before, var changed) => (low, Math.Min(high, before - (changed && cell.Count != before ? 1 : 0))),
            _ => (low, high),
        };
    }

    /// <summary>How far up and down it must be able to move, so that nothing below the threshold can be told apart.</summary>
    private static IEnumerable<long> Reach(TableCell cell)
    {
        var (low, high) = Bounds(cell);
        var (down, up) = cell.StaysHidden ? (Math.Min(cell.Count, Threshold - 2), Threshold - 2) : (cell.Count - low, high - cell.Count);
        return new[] { up, -down }.Where(by => by != 0);
    }

    // A hidden count can be another number if another table with the same sums exists in which it is. Two such tables differ
    // by closed walks through hidden cells, adding and taking the same amount in turn. So the cheapest such walk is looked for
    // (Dijkstra), free over cells that are hidden already; what lies between is then possible too. On the way a column wants
    // −step and a line +step.
    private static List<int>? Walk(IReadOnlyList<TableCell> cells, ILookup<Place, int> places, HashSet<int> hidden, int start, long step)
    {
        var (from, goal) = (new Place(true, cells[start].Column), new Place(false, cells[start].Row));
        var best = new Dictionary<Place, (long Cost, int Cell, Place From)>();
        var queue = new PriorityQueue<(Place At, long Cost), long>([((from, 0), 0)]);
        while (queue.TryDequeue(out var next, out _))
        {
            if (next.At == goal)
            {
                return Trace(best, goal, from);
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

    /// <summary>Could the count be so much more (or less) and still be what a reader takes it for?</summary>
    private static bool CanMove(TableCell cell, long step)
    {
        var (low, high) = Bounds(cell);
        var moved = cell.Count + (cell.IsSum ? -step : step);

        // A zero is never hidden for another: a reader would take it for five or more, and the sums would say otherwise.
        return low <= cell.Count && low <= moved && moved <= high;
    }

    private readonly record struct Place(bool IsColumn, string Name);
}
