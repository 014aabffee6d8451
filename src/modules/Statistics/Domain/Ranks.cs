using Haochaping.Statistics.Contracts;

namespace Haochaping.Statistics.Domain;

/// <summary>
/// 排名区间 — a unit stands behind those whose whole interval lies above its own and before those whose whole interval lies
/// below; with the others it shares the places between.
/// </summary>
internal static class Ranks
{
    public static IReadOnlyList<RankRange> Of(IReadOnlyList<Interval> intervals)
    {
        var lows = intervals.Select(i => i.Low).Order().ToArray();
        var highs = intervals.Select(i => i.High).Order().ToArray();
        return [.. intervals.Select(mine => new RankRange(
            1 + lows.Length - FirstAbove(lows, mine.High),
            intervals.Count - FirstNotBelow(highs, mine.Low)))];
    }

    private static int FirstAbove(double[] sorted, double value) => First(sorted, at => at > value);

    private static int FirstNotBelow(double[] sorted, double value) => First(sorted, at => at >= value);

    // The first place where the condition holds, for a condition that stays true once it is.
    private static int First(double[] sorted, Predicate<double> holds)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = holds(sorted[middle]) ? (from, middle) : (middle + 1, to);
        }

        return from;
    }
}
