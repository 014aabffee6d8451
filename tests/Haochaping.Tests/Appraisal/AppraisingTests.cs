using Haochaping.Appraisal.Domain;
using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Policy;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Appraisal;

/// <summary>考评 as a rule: points, bands, places and who counts as low, without a store.</summary>
public sealed class AppraisingTests
{
    private static readonly DateOnly Month = new(2020, 11, 1);
    private static readonly Thresholds Limits = new(LeastRatings: 5, CandidatePoints: 90, CandidateRatings: 30);

    [Theory]
    [InlineData(10000, 0), InlineData(9000, 0), InlineData(8999, 1), InlineData(8000, 1), InlineData(7999, 2), InlineData(7000, 2), InlineData(6999, 3), InlineData(0, 3)]
    [Requirement("GEN-F4.1a")]
    public void Bands_are_half_open(int points, int band) => Appraising.BandOf(Shipped.Pack("GEN").Analysis.Bands, points).ShouldBe(band);

    [Theory]
    [InlineData(1, 0, 0, 0, 0, 10000), InlineData(0, 1, 0, 0, 0, 8500), InlineData(0, 0, 0, 0, 7, 0), InlineData(1, 1, 1, 1, 1, 6200), InlineData(1, 0, 0, 0, 2, 3333), InlineData(0, 2, 317, 81, 0, 6999)]
    public void Points_are_the_mean_of_the_five_levels_in_hundredths(int five, int four, int three, int two, int one, int points) =>
        Appraising.Points(Of([five, four, three, two, one])).ShouldBe(points);

    [Fact]
    [Requirement("JL-24a")]
    public void Of_thirty_the_lowest_three_are_low_and_a_tie_with_the_one_above_is_not()
    {
        var results = Appraising.Of(Shipped.Pack("JL"), Month, Enumerable.Range(1, 30).Select(i => Unit(i, positive: 100 + i, of: 200, lowBefore: i == 1 ? 1 : 0)), Limits, 7);
        results.Where(r => r.LowInARow > 0).Select(r => (r.Unit, r.LowInARow)).ShouldBe([("U-03", 1), ("U-02", 1), ("U-01", 2)]);
        results.ShouldAllBe(r => r.Places!.Of == 30 && r.Places.Best >= 1 && r.Places.Worst <= 30 && r.Places.Best <= r.Places.Worst && r.Counted == 7);

        var tied = Appraising.Of(Shipped.Pack("JL"), Month, Enumerable.Range(1, 30).Select(i => Unit(i, positive: i <= 4 ? 100 : 150, of: 200)), Limits, 0);
        tied.Count(r => r.LowInARow > 0).ShouldBe(0, "four share the place of which three are low");
    }

    [Fact]
    public void Few_ratings_are_neither_graded_nor_ranked_and_a_place_that_does_not_rank_names_nobody_low()
    {
        Appraising.Of(Shipped.Pack("JL"), Month, [Unit(1, 4, 4), Unit(2, 5, 5)], Limits, 0).ShouldHaveSingleItem().Unit.ShouldBe("U-02");
        var pack = Shipped.Pack("JX");
        var unranked = Appraising.Of(pack with { Ranking = pack.Ranking with { Enabled = false } }, Month, Enumerable.Range(1, 30).Select(i => Unit(i, i, 60, 3)), Limits, 0);
        unranked.ShouldAllBe(r => r.Places == null && r.LowInARow == 0 && r.Grade == null);
    }

    [Fact]
    [Requirement("JX-17b")]
    [Requirement("JL-23b")]
    public void A_candidate_is_good_enough_on_ratings_enough()
    {
        var results = Appraising.Of(Shipped.Pack("JL"), Month, [Unit(1, 30, 30), Unit(2, 29, 29), Unit(3, 27, 40)], Limits, 0);
        results.Where(r => r.IsCandidate).Select(r => r.Unit).ShouldBe(["U-01"]);
    }

    // Positive ones are 非常满意, the others 不满意.
    private static UnitFigures Unit(int number, int positive, int of, int lowBefore = 0) =>
        new($"U-{number:00}", $"演示单位{number}", "220100000000", "", Of([positive, 0, 0, of - positive, 0]), lowBefore);

    private static Tally Of(IReadOnlyList<int> bestFirst) => new([
        .. bestFirst.Select((count, i) => KeyValuePair.Create(Measure.Active1 + (4 - i), (long)count)),
        KeyValuePair.Create(Measure.ActivePositive, (long)bestFirst.Take(3).Sum()),
    ]);
}
