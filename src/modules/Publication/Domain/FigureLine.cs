using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;

namespace Haochaping.Publication.Domain;

/// <summary>One cell of a line, with what it stands for.</summary>
internal sealed record LineCell(FigureLine Line, string Part, Level? Level, TableCell Cell);

/// <summary>A cell and what is shown of it.</summary>
internal sealed record KnownCell(LineCell Of, ShownCount Shown);

/// <summary>
/// 数字行 — one unit or the total: 应评 falls into 好评, 其他, 差评, 默认, 未评. The sum of the line is always published; the
/// number of active ratings is published as well, unless it (or the rest) is itself small.
/// </summary>
internal sealed record FigureLine(string Code, string Name, Tally Tally, UnitFigures? Earlier)
{
    private long Unrated => Tally.Invited - Tally.Active - Tally.Defaulted;

    private bool ShowsActive =>
        !SmallCells.IsSmall(Tally.Active, Earlier?.Active.Exact) && !SmallCells.IsSmall(Tally.Invited - Tally.Active, Earlier?.Due - Earlier?.Active.Exact);

    /// <summary>The cells of the line.</summary>
    /// <param name="column">Names the column a part belongs to.</param>
    /// <param name="isSum">The line is the sum of the others.</param>
    /// <param name="rules">Where given, the active ratings are told by level.</param>
    /// <param name="earlier">Levels an earlier issue showed.</param>
    public IEnumerable<LineCell> Cells(Func<string, string> column, bool isSum, FormRules? rules = null, IReadOnlyDictionary<int, ShownCount>? earlier = null)
    {
        var (active, rest) = ShowsActive ? (Code + "/active", Code + "/rest") : (Code, Code);
        LineCell Cell(string row, string part, long count, long? before, Level? level = null) => new(this, part, level, new(row, column(part), count, before, isSum));
        var (positive, negative) = (Tally[Measure.ActivePositive], Tally[Measure.ActiveNegative]);
        IEnumerable<LineCell> ratings = rules is not null && Agrees(rules)
            ? Levels.BestFirst.Select(l => Cell(active, rules.IsPositive(l) ? "positive" : rules.IsNegative(l) ? "negative" : "neutral", Tally.ActiveOf(l), earlier?[(int)l].Exact, l))
            :
            [
                Cell(active, "positive", positive, Earlier?.Positive.Exact),
                Cell(active, "neutral", Tally.Active - positive - negative, Earlier?.Neutral.Exact),
                Cell(active, "negative", negative, Earlier?.Negative.Exact),
            ];
        return [.. ratings, Cell(rest, "defaulted", Tally.Defaulted, Earlier?.Defaulted.Exact), Cell(rest, "unrated", Unrated, Earlier?.Unrated.Exact)];
    }

    /// <summary>What is shown of the line.</summary>
    public UnitFigures Show(IEnumerable<KnownCell> known)
    {
        var cells = known.ToLookup(c => c.Of.Part, c => c.Shown);
        ShownCount Of(string part) => cells[part].Aggregate((ShownCount)0, (sum, count) => sum + count);
        var (positive, others, defaulted) = (Of("positive"), Of("neutral") + Of("negative"), Of("defaulted"));
        var active = ShowsActive ? Tally.Active : positive + others;
        var rate = active.Exact > 0 ? Rate(positive, others, Tally.Active) : null;
        return new(Code, Name, Tally.Invited, active, positive, Of("neutral"), Of("negative"), defaulted, Of("unrated"), rate, WithDefaults(rate, defaulted));
    }

    /// <summary>What any reader could work out: the positives and the others must make up the active ratings.</summary>
    private static RateRange Rate(ShownCount positive, ShownCount others, long active) => new(
        new(Math.Max(positive.Low, active - others.High), active),
        new(Math.Min(positive.High, active - others.Low), active));

    /// <summary>Defaults are all positive or all not, as the document orders one grade; otherwise the rate is left out.</summary>
    private RateRange? WithDefaults(RateRange? rate, ShownCount defaulted)
    {
        var positive = Tally[Measure.DefaultPositive];
        return rate is null || (positive != 0 && positive != Tally.Defaulted) ? null
            : positive == 0 ? new(With(rate.Low, 0, defaulted.High), With(rate.High, 0, defaulted.Low))
            : new(With(rate.Low, defaulted.Low, defaulted.Low), With(rate.High, defaulted.High, defaulted.High));
    }

    private static Fraction With(Fraction rate, long part, long whole) => new(rate.Part + part, rate.Whole + whole);

    // Where places with different rules are taken together, levels and positives need not agree; then the levels are not told.
    private bool Agrees(FormRules rules) =>
        Levels.BestFirst.Where(rules.IsPositive).Sum(Tally.ActiveOf) == Tally[Measure.ActivePositive]
        && Levels.BestFirst.Where(rules.IsNegative).Sum(Tally.ActiveOf) == Tally[Measure.ActiveNegative];
}
