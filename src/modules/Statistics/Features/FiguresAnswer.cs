using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;

namespace Haochaping.Statistics.Features;

/// <summary>统计接口的应答.</summary>
internal sealed record FiguresAnswer(DateOnly From, DateOnly To, Grouping By, AsOf AsOf, FigureJson Total, IReadOnlyList<FigureRowJson> Rows)
{
    public static FiguresAnswer Of(FiguresQuery query, FigureTable table) => new(
        query.From, query.To, query.By, table.AsOf, FigureJson.Of(table.Total), [.. table.Rows.Select(r => new FigureRowJson(r.Key, r.Name, FigureJson.Of(r.Tally)))]);
}

/// <summary>One row.</summary>
internal sealed record FigureRowJson(string Key, string Name, FigureJson Figures);

/// <summary>A rate with its parts; null value where nothing was counted.</summary>
internal sealed record RateJson(long Numerator, long Denominator, double? Value, double? Low, double? High)
{
    public static RateJson Of(Rate rate) => rate.Denominator == 0 ? new(rate.Numerator, 0, null, null, null) : new(
        rate.Numerator, rate.Denominator, Math.Round(rate.Value, 6), Math.Round(rate.Interval.Low, 6), Math.Round(rate.Interval.High, 6));
}

/// <summary>All-in, active-only and the active share always stand together .</summary>
internal sealed record FigureJson(
    IReadOnlyDictionary<Measure, long> Counts,
    long Active,
    long Defaulted,
    long Open,
    long NotAdopted,
    RateJson PositiveRate,
    RateJson PositiveRateWithDefaults,
    RateJson ParticipationRate,
    RateJson SatisfiedRate,
    RateJson OnTimeRate,
    RateJson ContactedAndRectifiedRate,
    RateJson VisitedRate,
    RateJson PositiveRateBeforeAppeals,
    RateJson UpheldRate)
{
    public static FigureJson Of(Tally tally) => new(
        tally.NotZero.ToDictionary(), tally.Active, tally.Defaulted, tally.Open, tally.NotAdopted,
        RateJson.Of(tally.PositiveRate), RateJson.Of(tally.PositiveRateWithDefaults), RateJson.Of(tally.ParticipationRate), RateJson.Of(tally.SatisfiedRate),
        RateJson.Of(tally.OnTimeRate), RateJson.Of(tally.RevisitRate(RateDefinition.ContactedAndRectified)), RateJson.Of(tally.RevisitRate(RateDefinition.SatisfactionVisited)),
        RateJson.Of(tally.PositiveRateBeforeAppeals), RateJson.Of(tally.UpheldRate));
}
