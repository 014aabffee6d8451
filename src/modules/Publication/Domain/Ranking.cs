using Haochaping.Statistics.Contracts;

namespace Haochaping.Publication.Domain;

/// <summary>排序 — by place range where the pack publishes a ranking, else by code: the order says nothing.</summary>
internal static class Ranking
{
    /// <summary>Units with a rate, best first, each with its range; the others after them.</summary>
    public static IReadOnlyList<UnitFigures> Rank(IReadOnlyList<UnitFigures> units)
    {
        var rated = units.Where(u => u.PositiveRate is not null && u.Code != UnitTable.Others).ToList();
        var ranges = RankRange.Of(rated.ConvertAll(u => IntervalOf(u.PositiveRate!)));
        return
        [
            .. rated.Zip(ranges, (u, r) => u with { RankBest = r.Best, RankWorst = r.Worst })
                .OrderBy(u => u.RankBest).ThenBy(u => u.RankWorst).ThenBy(u => u.Code, StringComparer.Ordinal),
            .. ByCode(units.Except(rated)),
        ];
    }

    /// <summary>By code; the small units taken together come last.</summary>
    public static IReadOnlyList<UnitFigures> ByCode(IEnumerable<UnitFigures> units) =>
        [.. units.OrderBy(u => u.Code == UnitTable.Others).ThenBy(u => u.Code, StringComparer.Ordinal)];

    /// <summary>95% 区间 of a rate, from the lowest to the highest it can be where it is hidden.</summary>
    public static Interval IntervalOf(RateRange rate) => new(new Rate(rate.From, rate.Of).Interval.Low, new Rate(rate.To, rate.Of).Interval.High);
}
