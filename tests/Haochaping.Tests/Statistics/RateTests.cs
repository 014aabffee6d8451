using FsCheck;
using FsCheck.Fluent;
using Haochaping.Statistics.Contracts;
using Shouldly;
using Xunit;
using Interval = Haochaping.Statistics.Contracts.Interval;

namespace Haochaping.Tests.Statistics;

public sealed class RateTests
{
    private static readonly Arbitrary<(int Hits, int Of)> Shares =
        (from of in Gen.Choose(1, 5000) from hits in Gen.Choose(0, of) select (hits, of)).ToArbitrary();

    private static readonly Arbitrary<Interval[]> Tables =
        (from low in Gen.Choose(0, 40) from width in Gen.Choose(0, 15) select new Interval(low / 100.0, (low + width) / 100.0)).ArrayOf().ToArbitrary();

    // Newcombe, Statistics in Medicine 17 (1998), table I, score interval without continuity correction.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_interval_is_the_one_in_the_literature(int hits, int of, double low, double high)
    {
        var interval = new Rate(hits, of).Interval;
        interval.Low.ShouldBe(low, 0.00005);
        interval.High.ShouldBe(high, 0.00005);
    }

    [Fact]
    public void The_interval_holds_its_rate_and_stays_between_nothing_and_all() => Prop.ForAll(Shares, share =>
    {
        var rate = new Rate(share.Hits, share.Of);
        return 0 <= rate.Interval.Low && rate.Interval.Low <= rate.Value && rate.Value <= rate.Interval.High && rate.Interval.High <= 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_ratings_of_the_same_share_make_a_narrower_interval() => Prop.ForAll(Shares, share =>
    {
        var few = new Rate(share.Hits, share.Of).Interval;
        var many = new Rate(share.Hits * 4L, share.Of * 4L).Interval;
        return many.High - many.Low < few.High - few.Low;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_counted_is_no_rate_and_says_nothing()
    {
        double.IsNaN(new Rate(0, 0).Value).ShouldBeTrue();
        new Rate(0, 0).Interval.ShouldBe(new Interval(0, 1));
    }

    [Fact]
    public void Ranks_are_those_that_comparing_everyone_with_everyone_gives() => Prop.ForAll(Tables, intervals =>
        RankRange.Of(intervals).SequenceEqual(intervals.Select(mine => new RankRange(
            1 + intervals.Count(other => other.Low > mine.High),
            intervals.Length - intervals.Count(other => other.High < mine.Low))))).QuickCheckThrowOnFailure();

    [Fact]
    public void Units_whose_intervals_overlap_share_their_places()
    {
        Interval[] departments = [new(.977, .981), new(.968, .975), new(.968, .972), new(.965, .970), new(.952, .968), new(.920, .930)];
        RankRange.Of(departments).Select(r => r.ToString()).ShouldBe(["1", "2–5", "2–5", "2–5", "2–5", "6"]);
    }
}
