using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;

namespace Haochaping.Publication.Domain;

/// <summary>
/// 整改数字 — of the whole period; left out where there were fewer than five orders. Each figure is part of another, so a figure is
/// shown only where it, its difference from every figure shown beside it, and its change since an earlier issue are not small.
/// </summary>
internal sealed record OrderFigures(
    long Orders, long? Due, long? OnTime, long? Handled, long? Unreachable, string RevisitDefinition, long? RevisitNumerator, long? RevisitDenominator,
    RateRange? OnTimeRate = null, RateRange? RevisitRate = null)
{
    /// <summary>What may be shown, or nothing.</summary>
    /// <param name="total">Counts of the whole place.</param>
    /// <param name="revisit">Which rate the pack publishes.</param>
    /// <param name="negative">差评, where shown: nearly every one has an order.</param>
    /// <param name="earlier">The earlier issue of the same period, if there is one.</param>
    public static OrderFigures? Of(Tally total, RateDefinition revisit, long? negative, Snapshot? earlier)
    {
        var (rate, before) = (total.RevisitRate(revisit), earlier?.Orders);
        List<long> beside = negative is { } shown ? [shown] : [];
        if (negative is null || (earlier is not null && before is null) || Show(total[Measure.Orders], before?.Orders) is not { } orders)
        {
            return null;
        }

        var due = Show(total[Measure.OrdersDue], before?.Due);
        var onTime = Show(total[Measure.OrdersOnTime], before?.OnTime);
        var handled = Show(total[Measure.OrdersHandled], before?.Handled);
        var whole = Show(rate.Denominator, before?.RevisitDenominator);
        var part = Show(rate.Numerator, before?.RevisitNumerator);
        var unreachable = Show(total[Measure.OrdersUnreachable], before?.Unreachable);
        return new(
            orders, due, onTime, handled, unreachable, revisit.ToString(), part, whole,
            Range(total[Measure.OrdersOnTime], onTime, due, before is null), Range(rate.Numerator, part, whole, before is null));

        long? Show(long count, long? earlierCount)
        {
            var small = SmallCells.IsSmall(count, earlierCount) || (before is not null && earlierCount is null) || beside.Exists(b => SmallCells.IsSmall(Math.Abs(count - b)));
            beside.AddRange(small ? [] : [count]);
            return small ? null : count;
        }
    }

    // Fewer than five late: that much may be known, and a rate of ninety-odd is worth saying. Two such ranges would tell the change.
    private static RateRange? Range(long count, long? shown, long? of, bool first) => (shown, of) switch
    {
        (_, null or 0) => null,
        ({ } exact, { } whole) => new(exact, exact, whole),
        (null, { } whole) when first && SmallCells.IsSmall(whole - count) => new RateRange(whole - SmallCells.Threshold + 1, whole - 1, whole).IfTelling(),
        _ => null,
    };
}
