using FsCheck;
using FsCheck.Fluent;
using Haochaping.Policy.Contracts;
using Haochaping.Publication.Domain;
using Haochaping.Statistics.Contracts;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Publication;

public sealed class UnitTableTests
{
    // What the pages of most places need: three levels positive, two negative.
    private static readonly FormRules Rules = new(
        default, Level.BestFirst, [Level.Dissatisfied, Level.VeryDissatisfied], [Level.VerySatisfied, Level.Satisfied, Level.BasicallySatisfied],
        default, [], true, new([], [], []), new([], 5), new(true, 500), new(false, []), new(default, default, default), default, false, false);

    private static readonly Gen<(int Five, int Three, int One, int Defaulted, int Unrated)> Unit =
        from five in Gen.Choose(0, 40)
        from three in Gen.Choose(0, 6)
        from one in Gen.Choose(0, 9)
        from defaulted in Gen.Choose(0, 30)
        from unrated in Gen.Choose(0, 12)
        select (five, three, one, defaulted, unrated);

    [Fact]
    public void Big_units_are_shown_as_they_are()
    {
        var shown = Show(("A", 900, 50, 50, 400, 100), ("B", 800, 0, 20, 300, 50));
        shown.Units.Select(u => (u.Code, u.Due, u.Active, u.Positive, u.Negative)).ShouldBe([("A", 1500, 1000, 950, 50), ("B", 1170, 820, 800, 20)]);
        shown.Units[0].PositiveRate.ShouldBe(new RateRange(950, 950, 1000));
        shown.Units[0].PositiveRateWithDefaults.ShouldBe(new RateRange(1350, 1350, 1400));
        shown.Levels.ShouldBe(new Dictionary<int, long?> { [5] = 1700, [4] = 0, [3] = 50, [2] = 0, [1] = 70 }, ignoreOrder: true);
    }

    [Fact]
    public void Three_negatives_are_hidden_and_the_rate_becomes_the_range_anyone_could_work_out()
    {
        var shown = Show(("A", 197, 0, 3, 400, 100), ("B", 190, 0, 10, 300, 50), ("C", 500, 0, 70, 300, 50));
        var a = shown.Units[0];
        (a.Active, a.Positive, a.Negative).ShouldBe((200, null, null));
        a.PositiveRate.ShouldBe(new RateRange(196, 199, 200));
        shown.Units[1].Negative.ShouldBeNull("or the three would follow from the sum of all units");
        shown.Units[2].Negative.ShouldBe(70);
        shown.Total.Negative.ShouldBe(83);
    }

    [Fact]
    public void Units_with_fewer_than_five_services_are_taken_together()
    {
        var shown = Show(("A", 900, 50, 50, 400, 100), ("B", 800, 0, 20, 300, 50), ("C", 0, 0, 0, 0, 3), ("D", 0, 0, 0, 0, 2));
        shown.Units.Select(u => (u.Code, u.Due)).ShouldBe([("A", 1500), ("B", 1170), (UnitTable.Others, 5)]);
    }

    [Fact]
    public void What_still_gives_somebody_away_is_taken_together_with_the_next_smallest()
    {
        // The active ratings of A and B are published, so those of the others would follow from the total.
        var shown = Show(("A", 900, 50, 50, 400, 100), ("B", 800, 0, 20, 300, 50), ("C", 3, 0, 0, 0, 0), ("D", 0, 0, 0, 2, 0));
        shown.Units.Select(u => (u.Code, u.Due)).ShouldBe([("A", 1500), (UnitTable.Others, 1175)]);
    }

    [Fact]
    public void A_place_with_a_single_rating_shows_the_number_of_services_only()
    {
        var shown = Show(("A", 1, 0, 0, 0, 0));
        shown.Units.ShouldBeEmpty();
        (shown.Total.Due, shown.Total.Active, shown.Total.Positive).ShouldBe((1, null, null));
        shown.Levels.Values.ShouldAllBe(count => count == null);
    }

    [Fact]
    public void No_small_count_is_ever_shown_and_no_range_excludes_the_truth() => Prop.ForAll(Unit.ArrayOf().ToArbitrary(), units =>
    {
        var table = Table([.. units.Select((u, i) => ($"U{i}", u.Five, u.Three, u.One, u.Defaulted, u.Unrated))]);
        var shown = UnitTable.Of("全市", table, Rules, null);
        var lines = shown.Units.Append(shown.Total).ToList();
        return lines.SelectMany(Counts).Concat(shown.Levels.Values).All(c => c is null || !SmallCells.IsSmall(c.Value))
            && shown.Units.Sum(u => u.Due) == (shown.Units.Count > 0 ? table.Total.Invited : 0)
            && lines.All(l => l.PositiveRate is not { } rate || TruthOf(table, l) is not { } truth || (rate.From <= truth && truth <= rate.To));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_issues_about_the_same_days_never_differ_by_a_few() => Prop.ForAll((from before in Unit.ArrayOf(6) from late in Gen.Choose(0, 3).ArrayOf(6) select (before, late)).ToArbitrary(), issues =>
    {
        var first = Table([.. issues.before.Select((u, i) => ($"U{i}", u.Five, u.Three, u.One, u.Defaulted, u.Unrated + 4))]);
        var last = Table([.. issues.before.Select((u, i) => ($"U{i}", u.Five, u.Three, u.One + issues.late[i], u.Defaulted, u.Unrated + 4 - issues.late[i]))]);
        var provisional = AsIssue(UnitTable.Of("全市", first, Rules, null));
        var final = UnitTable.Of("全市", last, Rules, provisional);
        return final.Units.Append(final.Total).All(now =>
            provisional.Units.Append(provisional.Total).FirstOrDefault(u => u.Code == now.Code) is not { } then
            || now.Code == UnitTable.Others
            || Counts(now).Zip(Counts(then)).All(c => c.First is null || c.Second is null || !SmallCells.IsSmall(c.First.Value, c.Second)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ranks_are_given_only_where_asked_for()
    {
        var units = Show(("A", 900, 50, 50, 400, 100), ("B", 990, 0, 10, 300, 50), ("C", 0, 0, 0, 0, 3), ("D", 0, 0, 0, 0, 2)).Units;
        Ranking.Rank(units).Select(u => (u.Code, u.RankBest, u.RankWorst)).ShouldBe([("B", 1, 1), ("A", 2, 2), ("*", null, null)]);
        Ranking.ByCode(units.Reverse()).Select(u => (u.Code, u.RankBest)).ShouldBe([("A", null), ("B", null), ("*", null)]);
    }

    private static UnitTable Show(params (string, int, int, int, int, int)[] units) => UnitTable.Of("全市", Table(units), Rules, null);

    private static FigureTable Table((string Code, int Five, int Three, int One, int Defaulted, int Unrated)[] units)
    {
        FigureRow[] rows = [.. units.Select(u => new FigureRow(u.Code, u.Code, new Tally([
            new(Measure.Invited, u.Five + u.Three + u.One + u.Defaulted + u.Unrated),
            new(Measure.Active5, u.Five), new(Measure.Active3, u.Three), new(Measure.Active1, u.One),
            new(Measure.ActivePositive, u.Five + u.Three), new(Measure.ActiveNegative, u.One),
            new(Measure.Default3, u.Defaulted), new(Measure.DefaultPositive, u.Defaulted)])))];
        return new(new(0, null), rows.Aggregate(Tally.Empty, (sum, row) => sum + row.Tally), rows);
    }

    private static IEnumerable<long?> Counts(UnitFigures unit) => [unit.Active, unit.Positive, unit.Neutral, unit.Negative, unit.Defaulted, unit.Unrated, unit.Due - unit.Active];

    private static long? TruthOf(FigureTable table, UnitFigures line) => line.Code switch
    {
        "" => table.Total[Measure.ActivePositive],
        UnitTable.Others => null,
        _ => table.Rows.Single(r => r.Key == line.Code).Tally[Measure.ActivePositive],
    };

    private static Snapshot AsIssue(UnitTable table) => new(
        Snapshot.Format1, 1, null, "", new(default, default), false, default, new(0, 0, "", ""), "", 5, false, table.Total, table.Levels, null, table.Units, []);
}
