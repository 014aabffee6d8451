using Haochaping.Statistics.Contracts;

namespace Haochaping.Statistics.Domain;

/// <summary>威尔逊区间 — the score interval of a share (Wilson 1927): honest for few ratings and for shares near 0 and 1.</summary>
internal static class Wilson
{
    // Two-sided 95 %: the 97.5 % point of the standard normal distribution.
    private const double Z = 1.959963984540054;

    public static Interval Of(long hits, long of)
    {
        if (of == 0)
        {
            return new(0, 1);
        }

        var n = (double)of;
        var share = hits / n;
        var z2 = Z * Z;
        var middle = (share + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = Z * Math.Sqrt((share * (1 - share) / n) + (z2 / (4 * n * n))) / (1 + (z2 / n));
        // At 0 and at all the formula gives exactly 0 and 1; rounding must not say otherwise.
        return new(hits == 0 ? 0 : middle - half, hits == of ? 1 : middle + half);
    }
}
