using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;

namespace Haochaping.Publication.Domain;

/// <summary>公开表 — what may be shown of the counts: the total, its levels, and the units.</summary>
internal sealed record UnitTable(UnitFigures Total, IReadOnlyDictionary<int, long?> Levels, IReadOnlyList<UnitFigures> Units)
{
    /// <summary>Code of the small units taken together.</summary>
    public const string Others = "*";

    private const string OthersName = "其他机构（应评不足 5 件的合并）";
    private const string All = "";

    /// <summary>
    /// Hides small counts with what would give them away. Units with fewer than five services are taken together; where the
    /// rest is still too small to hide behind, the smallest joins them, until at last no unit is shown. What an earlier issue of the
    /// same period took together stays together: the difference would be one unit's.
    /// </summary>
    /// <param name="name">Name of the total.</param>
    /// <param name="table">Counts by institution.</param>
    /// <param name="rules">Which levels are positive and which negative.</param>
    /// <param name="earlier">What an earlier issue of the same period showed, or null.</param>
    public static UnitTable Of(string name, FigureTable table, FormRules rules, Snapshot? earlier)
    {
        List<FigureRow> units = [.. table.Rows.Where(r => r.Tally.Invited > 0)];
        for (units = Join(units, units.Where(u => SmallCells.IsSmall(u.Tally.Invited) || !MayStandAlone(u, earlier))); units.Count > 1; units = Join(units, Smallest(units)))
        {
            if (Try(name, table.Total, units, rules, earlier) is { } shown)
            {
                return shown;
            }
        }

        return Try(name, table.Total, [], rules, earlier)
            ?? new(new(All, name, table.Total.Invited, null, null, null, null, null, null, null, null), NoLevels, []);
    }

    // An earlier issue without units says nothing about any; but a third one does not bring them back.
    private static bool MayStandAlone(FigureRow unit, Snapshot? earlier) =>
        earlier is null or { Units.Count: 0, Replaces: null } || earlier.Units.Any(e => e.Code == unit.Key);

    /// <summary>What the earlier issue showed of a line: for units taken together, of all that are not shown singly now.</summary>
    private static UnitFigures? Before(Snapshot? earlier, FigureRow line, List<FigureRow> lines) => earlier is null or { Units.Count: 0 } ? null
        : line.Key != Others ? earlier.Units.FirstOrDefault(e => e.Code == line.Key)
        : earlier.Units.Where(e => e.Code == Others || lines.TrueForAll(l => l.Key != e.Code)).Aggregate(Nobody, (a, b) => a + b);

    private static UnitFigures Nobody { get; } = new(Others, OthersName, 0, 0, 0, 0, 0, 0, 0, null, null);

    private static IReadOnlyDictionary<int, long?> NoLevels => Level.BestFirst.ToDictionary(l => (int)l, _ => (long?)null);

    private static UnitTable? Try(string name, Tally total, List<FigureRow> units, FormRules rules, Snapshot? earlier)
    {
        var column = (string part) => units.Count > 0 ? part : "";
        var sum = new FigureLine(All, name, total, earlier?.Total);
        var lines = units.ConvertAll(u => new FigureLine(u.Key, u.Name, u.Tally, Before(earlier, u, units)));
        List<LineCell> cells = [.. lines.SelectMany(l => l.Cells(column, isSum: false)), .. sum.Cells(column, isSum: true)];
        if (SmallCells.Hide(cells.ConvertAll(c => c.Cell)) is not { } hidden)
        {
            return null;
        }

        var known = cells.Index().ToLookup(c => c.Item.Line, c => new KnownCell(c.Item, hidden.Contains(c.Index)));
        var whole = sum.Show(known[sum]);
        return new(whole, LevelsOf(total, whole, rules, earlier?.Levels), [.. lines.Select(l => l.Show(known[l]))]);
    }

    /// <summary>
    /// The levels of 好评 are told together or not at all, those of 差评 too: where their sum is shown, and none of them is small, moved by
    /// a few, or was hidden before. With their sum of five or more, each hidden one could be any number below the threshold.
    /// </summary>
    private static Dictionary<int, long?> LevelsOf(Tally total, UnitFigures whole, FormRules rules, IReadOnlyDictionary<int, long?>? earlier)
    {
        return Level.BestFirst.GroupBy(l => (rules.IsPositive(l), rules.IsNegative(l)))
            .SelectMany(part => part.Select(l => ((int)l, Tells(part) ? total.ActiveOf(l) : (long?)null)))
            .ToDictionary(l => l.Item1, l => l.Item2);

        // Where places with different rules are taken together, levels and sums need not agree; then the levels are not told.
        bool Tells(IGrouping<(bool Positive, bool Negative), Level> part)
        {
            var sum = part.Key switch { (true, _) => whole.Positive, (_, true) => whole.Negative, _ => whole.Neutral };
            return sum == part.Sum(total.ActiveOf)
                && part.All(l => !SmallCells.IsSmall(total.ActiveOf(l), earlier?[(int)l]) && (earlier is null || earlier[(int)l] is not null));
        }
    }

    private static IEnumerable<FigureRow> Smallest(List<FigureRow> units) => units.Where(u => u.Key != Others).OrderBy(u => u.Tally.Invited).Take(1);

    /// <summary>Takes some units together with those that are together already.</summary>
    private static List<FigureRow> Join(List<FigureRow> units, IEnumerable<FigureRow> some)
    {
        var joining = some.Concat(units.Where(u => u.Key == Others)).Distinct().ToList();
        var together = joining.Aggregate(Tally.Empty, (sum, unit) => sum + unit.Tally);
        List<FigureRow> rest = [.. units.Except(joining)];
        return joining.Count == 0 ? rest
            : SmallCells.IsSmall(together.Invited) && rest.Count > 0 ? Join([.. rest, new(Others, OthersName, together)], Smallest(rest))
            : [.. rest, new(Others, OthersName, together)];
    }
}
