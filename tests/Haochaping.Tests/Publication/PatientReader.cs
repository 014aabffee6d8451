using Haochaping.Policy.Contracts;
using Haochaping.Publication.Domain;
using Haochaping.Statistics.Contracts;

namespace Haochaping.Tests.Publication;

/// <summary>
/// The attack: a reader with patience who has every issue of a period, knows all rules and why each figure is hidden, adds up lines and
/// columns, knows that ratings only grow, and narrows every hidden figure by what the others leave until nothing moves any more.
/// </summary>
internal sealed class PatientReader(FormRules rules)
{
    private static readonly string[] Parts = ["positive", "neutral", "negative", "defaulted", "unrated"];
    private readonly Dictionary<string, (long Low, long High)> known = [];
    private readonly List<(string[] Plus, string[] Minus, long Low, long High)> sums = [];
    private readonly HashSet<string> mustStayOpen = [];
    private readonly List<(FigureTable Truth, Snapshot Issue)> read = [];

    public PatientReader Reads(FigureTable truth, Snapshot issue)
    {
        var earlier = read.Count == 0 ? null : read[^1].Issue;
        var n = read.Count;
        foreach (var line in issue.Units.Append(issue.Total))
        {
            Line(n, line, TallyOf(truth, issue, line), Before(earlier, issue, line));
        }

        Levels(n, issue);
        if (issue.Units.Count > 0)
        {
            foreach (var part in Parts)
            {
                sums.Add(([.. issue.Units.Select(u => Name(n, u, part))], [Name(n, issue.Total, part)], 0, 0));
            }
        }

        Grows(n, issue, earlier);
        read.Add((truth, issue));
        return this;
    }

    /// <summary>Small figures, and figures that moved by a few, for which fewer numbers are left than there are below the threshold.</summary>
    public IReadOnlyList<string> Narrowed()
    {
        while (sums.Any(Propagate))
        {
        }

        return [.. mustStayOpen.Where(f => known[f].High - known[f].Low < SmallCells.Threshold - 2).Select(f => $"{f}: {known[f]}")];
    }

    private static string Name(int issue, UnitFigures line, string part) => $"{issue}/{line.Code}/{part}";

    private static Tally TallyOf(FigureTable truth, Snapshot issue, UnitFigures line) => line.Code switch
    {
        "" => truth.Total,
        UnitTable.Others => truth.Rows.Where(r => issue.Units.All(u => u.Code != r.Key)).Aggregate(Tally.Empty, (sum, row) => sum + row.Tally),
        _ => truth.Rows.Single(r => r.Key == line.Code).Tally,
    };

    private static List<UnitFigures> Before(Snapshot? earlier, Snapshot issue, UnitFigures line) => earlier is null ? []
        : line.Code == "" ? [earlier.Total]
        : [.. earlier.Units.Where(e => line.Code == UnitTable.Others ? e.Code == UnitTable.Others || issue.Units.All(u => u.Code != e.Code) : e.Code == line.Code)];

    private static long? Shown(UnitFigures line, string part) => part switch
    {
        "positive" => line.Positive,
        "neutral" => line.Neutral,
        "negative" => line.Negative,
        "defaulted" => line.Defaulted,
        _ => line.Unrated,
    };

    private static long True(Tally tally, string part) => part switch
    {
        "positive" => tally[Measure.ActivePositive],
        "neutral" => tally.Active - tally[Measure.ActivePositive] - tally[Measure.ActiveNegative],
        "negative" => tally[Measure.ActiveNegative],
        "defaulted" => tally.Defaulted,
        _ => tally.Invited - tally.Active - tally.Defaulted,
    };

    private void Line(int n, UnitFigures line, Tally truth, List<UnitFigures> before)
    {
        var nothing = Parts.All(part => Shown(line, part) is null);
        foreach (var part in Parts)
        {
            var (name, count) = (Name(n, line, part), True(truth, part));
            var earlier = before.Count == 0 ? null : before.Aggregate((long?)0, (sum, b) => sum + Shown(b, part));
            var stays = before.Count > 0 && earlier is null;
            known[name] = Shown(line, part) is { } shown ? (shown, shown)
                : nothing || stays || line.Code == "" ? (0, line.Due)
                : SmallCells.IsSmall(count) ? (1, 4)
                : earlier is { } e && SmallCells.IsSmall(count, e) ? (Math.Max(0, e - 4), e + 4)
                : (5, line.Due);
            if (Shown(line, part) is null && line.Due >= SmallCells.Threshold && count is > 0 and < SmallCells.Threshold)
            {
                mustStayOpen.Add(name);
            }

            if (Shown(line, part) is null && earlier is { } was && !SmallCells.IsSmall(count) && SmallCells.IsSmall(count, was) && part != "defaulted")
            {
                mustStayOpen.Add(name);
            }
        }

        string[] of(params string[] parts) => [.. parts.Select(p => Name(n, line, p))];
        sums.Add((of(Parts), [], line.Due, line.Due));
        if (line.Active is { } active)
        {
            sums.Add((of("positive", "neutral", "negative"), [], active, active));
        }
    }

    private void Levels(int n, Snapshot issue)
    {
        foreach (var level in Level.BestFirst)
        {
            known[$"{n}//{level}"] = issue.Levels[(int)level] is { } shown ? (shown, shown) : (0, issue.Total.Due);
        }

        Part("positive", rules.IsPositive);
        Part("negative", rules.IsNegative);

        void Part(string part, Func<Level, bool> belongs) => sums.Add(([.. Level.BestFirst.Where(belongs).Select(l => $"{n}//{l}")], [Name(n, issue.Total, part)], 0, 0));
    }

    /// <summary>Ratings only grow. (Who is still to rate may grow too, where cases arrive late.)</summary>
    private void Grows(int n, Snapshot issue, Snapshot? earlier)
    {
        foreach (var line in issue.Units.Append(issue.Total))
        {
            var before = Before(earlier, issue, line);
            foreach (var part in Parts[..3].Where(_ => before.Count > 0))
            {
                sums.Add(([Name(n, line, part)], [.. before.Select(b => Name(n - 1, b, part))], 0, long.MaxValue / 4));
            }
        }
    }

    /// <summary>True while a sum still narrows one of its figures.</summary>
    private bool Propagate((string[] Plus, string[] Minus, long Low, long High) sum)
    {
        var moved = false;
        var terms = sum.Plus.Select(f => (Figure: f, Sign: 1)).Concat(sum.Minus.Select(f => (Figure: f, Sign: -1))).ToList();
        foreach (var (figure, sign) in terms)
        {
            var others = terms.Where(t => t.Figure != figure).ToList();
            var low = sum.Low - others.Sum(t => t.Sign > 0 ? known[t.Figure].High : -known[t.Figure].Low);
            var high = sum.High - others.Sum(t => t.Sign > 0 ? known[t.Figure].Low : -known[t.Figure].High);
            var was = known[figure];
            var now = sign > 0 ? (Math.Max(was.Low, low), Math.Min(was.High, high)) : (Math.Max(was.Low, -high), Math.Min(was.High, -low));
            known[figure] = now;
            moved |= now != was;
        }

        return moved;
    }
}
