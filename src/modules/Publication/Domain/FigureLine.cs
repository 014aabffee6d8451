using Haochaping.Statistics.Contracts;

namespace Haochaping.Publication.Domain;

/// <summary>One cell of a line, with what it stands for.</summary>
internal sealed record LineCell(FigureLine Line, string Part, TableCell Cell);

/// <summary>A cell and whether it is hidden: shown exactly, or only between its bounds.</summary>
internal sealed record KnownCell(LineCell Of, bool Hidden)
{
    public string Part => Of.Part;

    public long? Shown => Hidden ? null : Of.Cell.Count;

    public long Low => Shown ?? SmallCells.Bounds(Of.Cell).Low;

    public long High => Shown ?? SmallCells.Bounds(Of.Cell).High;
}

/// <summary>
/// 数字行 — one unit or the total: 应评 falls into 好评, 其他, 差评, 默认, 未评. The sum of the line is always published; the
/// number of active ratings is published as well, unless it (or the rest) is itself small.
/// </summary>
internal sealed record FigureLine(string Code, string Name, Tally Tally, UnitFigures? Earlier)
{
    private long Unrated => Tally.Invited - Tally.Active - Tally.Defaulted;

    private bool ShowsActive =>
        Earlier is not { Active: null }
        && !SmallCells.IsSmall(Tally.Active, Earlier?.Active) && !SmallCells.IsSmall(Tally.Invited - Tally.Active, Earlier is { Active: { } active } e ? e.Due - active : null);

    /// <summary>The cells of the line.</summary>
    /// <param name="column">Names the column a part belongs to.</param>
    /// <param name="isSum">The line is the sum of the others.</param>
    public IEnumerable<LineCell> Cells(Func<string, string> column, bool isSum)
    {
        var (active, rest) = ShowsActive ? (Code + "/active", Code + "/rest") : (Code, Code);
        LineCell Cell(string row, string part, long count, long? before, Trend trend) =>
            new(this, part, new(row, column(part), count, before, isSum, trend, StaysHidden: Earlier is not null && before is null));
        var (positive, negative) = (Tally[Measure.ActivePositive], Tally[Measure.ActiveNegative]);
        return
        [
            Cell(active, "positive", positive, Earlier?.Positive, Trend.Up),
            Cell(active, "neutral", Tally.Active - positive - negative, Earlier?.Neutral, Trend.Up),
            Cell(active, "negative", negative, Earlier?.Negative, Trend.Up),
            Cell(rest, "defaulted", Tally.Defaulted, Earlier?.Defaulted, Trend.Either),
            Cell(rest, "unrated", Unrated, Earlier?.Unrated, Trend.Down),
        ];
    }

    /// <summary>What is shown of the line.</summary>
    public UnitFigures Show(IEnumerable<KnownCell> known)
    {
        var cells = known.ToLookup(c => c.Part);
        var active = ShowsActive ? Tally.Active : (long?)null;
        var rate = active is { } rated ? Range([.. cells["positive"]], [.. cells["neutral"], .. cells["negative"]], rated) : null;
        return new(
            Code, Name, Tally.Invited, active,
            Sum(cells["positive"]), Sum(cells["neutral"]), Sum(cells["negative"]), Sum(cells["defaulted"]), Sum(cells["unrated"]),
            rate?.IfTelling(), WithDefaults(rate, Sum(cells["defaulted"])));
    }

    private static long? Sum(IEnumerable<KnownCell> cells) => cells.Aggregate((long?)0, (sum, cell) => sum + cell.Shown);

    /// <summary>Between what the positive ratings must lie, as any reader could work out.</summary>
    private static RateRange Range(IReadOnlyList<KnownCell> positive, IReadOnlyList<KnownCell> others, long active)
    {
        var low = Math.Max(positive.Sum(c => c.Low), active - Capped(others, active));
        var high = Math.Min(Capped(positive, active), active - others.Sum(c => c.Low));
        return new(low, high, active);
    }

    private static long Capped(IReadOnlyList<KnownCell> cells, long cap) => cells.Aggregate(0L, (sum, cell) => Math.Min(cap, sum + Math.Min(cap, cell.High)));

    private RateRange? WithDefaults(RateRange? rate, long? defaulted)
    {
        var positive = Tally[Measure.DefaultPositive];
        return rate is null || defaulted is not { } all || (positive != 0 && positive != all) ? null : new RateRange(rate.From + positive, rate.To + positive, rate.Of + all).IfTelling();
    }
}
