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
    /// rest is still too small to hide behind, the smallest joins them, until at last no unit is shown.
    /// </summary>
    /// <param name="name">Name of the total.</param>
    /// <param name="table">Counts by institution.</param>
    /// <param name="rules">Which levels are positive and which negative.</param>
    /// <param name="earlier">What an earlier issue of the same period showed, or null.</param>
    public static UnitTable Of(string name, FigureTable table, FormRules rules, Snapshot? earlier)
    {
        List<FigureRow> units = [.. table.Rows.Where(r => r.Tally.Invited > 0)];
        for (units = Join(units, units.Where(u => SmallCells.IsSmall(u.Tally.Invited))); units.Count > 1; units = Join(units, Smallest(units)))
        {
            if (Try(name, table.Total, units, rules, earlier) is { } shown)
            {
                return shown;
            }
        }

        return Try(name, table.Total, [], rules, earlier)
            ?? new(new(All, name, table.Total.Invited, null, null, null, null, null, null, null, null), NoLevels, []);
    }

    private static IReadOnlyDictionary<int, long?> NoLevels => Level.BestFirst.ToDictionary(l => (int)l, _ => (long?)null);

    private static UnitTable? Try(string name, Tally total, List<FigureRow> units, FormRules rules, Snapshot? earlier)
    {
        var column = (string part) => units.Count > 0 ? part : "";
        var sum = new FigureLine(All, name, total, earlier?.Total);
        var lines = units.ConvertAll(u => new FigureLine(u.Key, u.Name, u.Tally, earlier?.Units.FirstOrDefault(e => e.Code == u.Key)));
        List<LineCell> cells = [.. lines.SelectMany(l => l.Cells(column, isSum: false)), .. sum.Cells(column, isSum: true, rules, earlier?.Levels)];
        if (SmallCells.Hide(cells.ConvertAll(c => c.Cell)) is not { } hidden)
        {
            return null;
        }

        var known = cells.Index().ToLookup(c => c.Item.Line, c => new KnownCell(c.Item, hidden.Contains(c.Index)));
        var levels = known[sum].Where(c => c.Level is not null).ToDictionary(c => (int)c.Level!.Value, c => c.Shown);
        return new(sum.Show(known[sum]), levels.Count > 0 ? levels : NoLevels, [.. lines.Select(l => l.Show(known[l]))]);
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
