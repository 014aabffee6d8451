using Haochaping.Appraisal.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;

namespace Haochaping.Appraisal.Domain;

/// <summary>单位数字 — what is known of a unit when its month is over.</summary>
/// <param name="Unit">Code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Region">12-digit division code.</param>
/// <param name="Authority">Code of the authority above it, or empty.</param>
/// <param name="Tally">Its counts of the month.</param>
/// <param name="LowBefore">Months in a row, up to the one before, in which it was among the lowest.</param>
internal sealed record UnitFigures(string Unit, string Name, string Region, string Authority, Tally Tally, int LowBefore);

/// <summary>考评口径 — what the place sets where no document does.</summary>
/// <param name="LeastRatings">A unit with fewer ratings is neither graded nor ranked.</param>
/// <param name="CandidatePoints">表彰候选 where there are no bands: at least so many points.</param>
/// <param name="CandidateRatings">And at least so many ratings, everywhere.</param>
internal sealed record Thresholds(int LeastRatings, int CandidatePoints, int CandidateRatings);

/// <summary>考评 — grades and ranks the units under one rule pack. Pure.</summary>
internal static class Appraising
{
    private const int GoodBand = 1; // 优秀 and 良好 (GEN-A09)

    /// <summary>One result for each unit that has ratings enough, the best first.</summary>
    public static IReadOnlyList<UnitResult> Of(RulePack pack, DateOnly month, IEnumerable<UnitFigures> units, Thresholds limits, long counted)
    {
        var rated = units.Where(u => u.Tally.Active >= Math.Max(1, limits.LeastRatings)).OrderByDescending(u => u.Tally.PositiveRate.Value).ThenBy(u => u.Unit, StringComparer.Ordinal).ToList();
        var ranges = RankRange.Of([.. rated.Select(u => u.Tally.PositiveRate.Interval)]);
        var low = Lowest(pack.Ranking, rated.ConvertAll(u => u.Tally.PositiveRate.Value));
        return [.. rated.Select((unit, i) =>
        {
            var points = Points(unit.Tally);
            var band = BandOf(pack.Analysis.Bands, points);
            var good = band is null ? points >= limits.CandidatePoints * 100 : band <= GoodBand;
            return new UnitResult(
                unit.Unit, unit.Name, unit.Region, unit.Authority, pack.Ref.ToString(), month, unit.Tally.Active, unit.Tally.PositiveRate.Numerator, unit.Tally.Open, points, counted)
            {
                Band = band,
                Grade = band is { } at ? pack.Analysis.Bands[at].Name : null,
                Places = pack.Ranking.Enabled ? new(ranges[i].Best, ranges[i].Worst, rated.Count) : null,
                LowInARow = low(unit.Tally.PositiveRate.Value) ? unit.LowBefore + 1 : 0,
                IsCandidate = good && unit.Tally.Active >= limits.CandidateRatings,
            };
        })];
    }

    /// <summary>评价得分 in hundredths of a point: rounded before it is graded, so that what is read and what is judged are one number.</summary>
    public static int Points(Tally tally)
    {
        long[] points = [0, 50, 75, 85, 100];
        var sum = Level.BestFirst.Sum(level => tally.ActiveOf(level) * points[(int)level - 1]);
        return (int)Math.Round(sum * 100m / tally.Active, MidpointRounding.AwayFromZero);
    }

    /// <summary>Half-open bands: 89.99 points are not 90 (Q32).</summary>
    public static int? BandOf(IReadOnlyList<ResultBand> bands, int points) =>
        bands.Count == 0 ? null : Enumerable.Range(0, bands.Count).First(i => points >= bands[i].Min * 100 || i == bands.Count - 1);

    // Among the lowest share; whoever shares a rate with one above the line is above it too.
    private static Func<double, bool> Lowest(RankingRules rules, List<double> bestFirst)
    {
        var lowest = (int)Math.Ceiling(bestFirst.Count * rules.LowAlertBottomPerMille / 1000.0);
        var above = bestFirst.Count - lowest;
        return rate => rules.Enabled && lowest > 0 && above > 0 && rate < bestFirst[above - 1];
    }
}
