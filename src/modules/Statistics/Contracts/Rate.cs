using Haochaping.Statistics.Domain;

namespace Haochaping.Statistics.Contracts;

/// <summary>比率 — never without what it is made of.</summary>
/// <param name="Numerator">分子, not below zero.</param>
/// <param name="Denominator">分母; zero means that there is no rate.</param>
public readonly record struct Rate(long Numerator, long Denominator)
{
    /// <summary>Between 0 and 1; not a number where nothing was counted.</summary>
    public double Value => Denominator == 0 ? double.NaN : (double)Numerator / Denominator;

    /// <summary>95% 区间 (Wilson); from 0 to 1 where nothing was counted.</summary>
    public Interval Interval => Wilson.Of(Numerator, Denominator);
}

/// <summary>区间 — both ends belong to it.</summary>
/// <param name="Low">Between 0 and 1.</param>
/// <param name="High">Between <paramref name="Low"/> and 1.</param>
public readonly record struct Interval(double Low, double High);

/// <summary>排名区间 — the best and the worst place that the intervals allow; 1 is the first place.</summary>
/// <param name="Best">From 1.</param>
/// <param name="Worst">Not before <paramref name="Best"/>.</param>
public readonly record struct RankRange(int Best, int Worst)
{
    /// <summary>One range per interval, in the same order. Units whose intervals touch are not told apart.</summary>
    public static IReadOnlyList<RankRange> Of(IReadOnlyList<Interval> intervals) => Ranks.Of(intervals);

    /// <summary>“1” or “2–5”.</summary>
    public override string ToString() => Best == Worst ? $"{Best}" : $"{Best}–{Worst}";
}
