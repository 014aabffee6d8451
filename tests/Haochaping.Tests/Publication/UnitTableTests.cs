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

    // A month, and the same month when its windows have closed: some rated late, some were defaulted, a few cases came late.
    private static readonly Gen<((string, int, int, int, int, int)[] First, (string, int, int, int, int, int)[] Last)> TwoIssues =
        from before in Unit.ArrayOf(5)
        from late in (from good in Gen.Choose(0, 6) from bad in Gen.Choose(0, 3) from left in Gen.Choose(0, 9) from more in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 6))) select (good, bad, left, more)).ArrayOf(5)
        select (
            before.Select((u, i) => ($"U{i}", u.Five, u.Three, u.One, u.Defaulted, u.Unrated + late[i].good + late[i].bad)).ToArray(),
            before.Select((u, i) => Closed($"U{i}", u, late[i])).ToArray());

    private static (string, int, int, int, int, int) Closed(string code, (int Five, int Three, int One, int Defaulted, int Unrated) u, (int Good, int Bad, int Left, int More) late) =>
        (code, u.Five + late.Good + late.More, u.Three, u.One + late.Bad, u.Defaulted + Math.Max(0, u.Unrated - late.Left), Math.Min(u.Unrated, late.Left));

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
    public void Nobody_can_narrow_a_hidden_figure_with_all_that_is_published_of_a_period() => Prop.ForAll(TwoIssues.ToArbitrary(), issues =>
    {
        var (first, last) = (Table(issues.First), Table(issues.Last));
        var provisional = AsIssue(UnitTable.Of("全市", first, Rules, null));
        var final = AsIssue(UnitTable.Of("全市", last, Rules, provisional));
        var reader = new PatientReader(Rules).Reads(first, provisional).Reads(last, final);
        reader.Narrowed().ShouldBeEmpty();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_zero_is_not_hidden_to_protect_another()
    {
        var first = Table(("A", 34, 3, 2, 16, 11), ("B", 13, 1, 7, 14, 14), ("C", 16, 6, 0, 25, 17), ("D", 4, 5, 7, 0, 7), ("E", 8, 1, 2, 7, 12));
        var last = Table(("A", 36, 3, 4, 22, 1), ("B", 18, 1, 10, 14, 6), ("C", 22, 6, 1, 28, 7), ("D", 5, 5, 7, 0, 6), ("E", 9, 1, 4, 11, 5));
        var provisional = AsIssue(UnitTable.Of("全市", first, Rules, null));
        var final = AsIssue(UnitTable.Of("全市", last, Rules, provisional));
        final.Units.Where(u => u.Code == "D").ShouldAllBe(u => u.Defaulted == 0);
        new PatientReader(Rules).Reads(first, provisional).Reads(last, final).Narrowed().ShouldBeEmpty();
    }

    [Fact]
    public void Units_taken_together_in_a_first_issue_stay_together_in_the_next()
    {
        var first = AsIssue(UnitTable.Of("全市", Table(("A", 900, 50, 50, 400, 100), ("B", 800, 0, 20, 300, 50), ("C", 0, 0, 0, 0, 3), ("D", 0, 0, 0, 0, 2)), Rules, null));
        var next = UnitTable.Of("全市", Table(("A", 900, 50, 50, 400, 100), ("B", 800, 0, 20, 300, 50), ("C", 20, 0, 10, 0, 3), ("D", 0, 0, 0, 0, 2)), Rules, first);
        next.Units.Select(u => u.Code).ShouldBe(["A", "B", UnitTable.Others]);
    }

    [Fact]
    public void What_a_first_issue_hid_stays_hidden()
    {
        var first = AsIssue(UnitTable.Of("全市", Table(("A", 197, 0, 3, 400, 100), ("B", 190, 0, 10, 300, 50), ("C", 500, 0, 70, 300, 50)), Rules, null));
        var next = UnitTable.Of("全市", Table(("A", 217, 0, 9, 400, 74), ("B", 190, 0, 10, 300, 50), ("C", 500, 0, 70, 300, 50)), Rules, first);
        first.Units[0].Negative.ShouldBeNull();
        next.Units[0].Negative.ShouldBeNull("nine, less whoever rated late, would tell what was hidden");
    }

    [Fact]
    public void A_rate_that_only_protects_another_is_not_shown_as_a_useless_range()
    {
        var shown = Show(("A", 37, 0, 3, 40, 10), ("B", 30, 0, 10, 30, 5), ("C", 500, 0, 70, 300, 50));
        (shown.Units[1].Negative, shown.Units[1].PositiveRate, shown.Units[1].Protected).ShouldBe((null, null, true));
        shown.Units[0].PositiveRate.ShouldBe(new RateRange(36, 39, 40), "between 1 and 4 of forty: that much everyone may know");
        shown.Units[2].PositiveRate.ShouldBe(new RateRange(500, 500, 570));
    }

    [Fact]
    public void Ranks_are_given_only_where_asked_for()
    {
        var units = Show(("A", 900, 50, 50, 400, 100), ("B", 990, 0, 10, 300, 50), ("C", 0, 0, 0, 0, 3), ("D", 0, 0, 0, 0, 2)).Units;
        Ranking.Rank(units).Select(u => (u.Code, u.RankBest, u.RankWorst)).ShouldBe([("B", 1, 1), ("A", 2, 2), ("*", null, null)]);
        Ranking.ByCode(units.Reverse()).Select(u => (u.Code, u.RankBest)).ShouldBe([("A", null), ("B", null), ("*", null)]);
    }

    private static UnitTable Show(params (string, int, int, int, int, int)[] units) => UnitTable.Of("全市", Table(units), Rules, null);

    private static FigureTable Table(params (string Code, int Five, int Three, int One, int Defaulted, int Unrated)[] units)
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
