using Shouldly;
using Xunit;
using System.Globalization;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;

namespace Haochaping.Tests.Policy;

/// <summary>The due dates of the acceptance scenarios (rulepacks.md §5.2), and how they explain themselves.</summary>
public sealed class DeadlineTests
{
    [Theory]
    [InlineData("SZ", "evaluation-window", "2020-09-28T15:00:00+08:00", "2020-10-05")] // S01
    [InlineData("JX", "evaluation-window", "2020-09-28T15:00:00+08:00", "2020-10-12")] // S02
    [InlineData("JX", "rectify-complex", "2020-04-24T10:00:00+08:00", "2020-05-11")] // S07
    [InlineData("SZ", "rectify-complex", "2020-11-10T09:00:00+08:00", "2020-11-24")] // S10
    [InlineData("SZ", "evaluation-window", "2020-11-09T09:00:00+08:00", "2020-11-16")] // S10
    [InlineData("SZ", "first-reply", "2020-05-01T09:00:00+08:00", "2020-05-18")] // S18
    [InlineData("SZ", "evaluation-window", "2020-05-01T09:00:00+08:00", "2020-05-08")] // S18
    [InlineData("ND", "rectify-complex", "2020-06-22T09:00:00+08:00", "2020-07-07")] // S25
    [InlineData("JX", "rectify-simple", "2020-09-27T09:00:00+08:00", "2020-09-27")] // a Sunday that is worked
    [InlineData("JX", "rectify-simple", "2020-10-01T09:00:00+08:00", "2020-10-09")] // day off: the next working day
    [InlineData("ND", "absolute-max", "2020-08-31T09:00:00+08:00", "2021-02-28")] // no 31st in February
    [InlineData("JX", "evaluation-window", "2018-12-27T09:00:00+08:00", "2019-01-04")] // 12-29 worked by the 2019 notice
    [InlineData("SZ", "evaluation-window", "2020-09-27T16:00:00+00:00", "2020-10-05")] // midnight in Beijing already
    [InlineData("SZ", "contact", "2020-11-10T09:00:00+08:00", "2020-11-24")]
    [Requirement("SZ-17a", "JX-06c", "JX-15f")]
    public void A_limit_ends_on_the_day_the_scenarios_say(string pack, string clock, string from, string lastDay)
    {
        var deadline = Shipped.Deadlines.Compute(Shipped.Pack(pack), Clocks.Parse(clock)!.Value, At(from));

        deadline.LastDay.ShouldBe(DateOnly.Parse(lastDay, CultureInfo.InvariantCulture));
        deadline.ExpiresAt.ShouldBe(deadline.LastDay.AddDays(1).Midnight());
    }

    [Fact]
    public void The_last_second_is_in_time_and_midnight_is_not()
    {
        var deadline = Shipped.Deadlines.Compute(Shipped.Pack("SZ"), Clock.EvaluationWindow, At("2020-09-28T15:00:00+08:00"));

        deadline.IsOver(At("2020-10-05T23:59:59.999+08:00")).ShouldBeFalse();
        deadline.IsOver(At("2020-10-06T00:00:00+08:00")).ShouldBeTrue();
    }

    [Fact]
    public void A_window_rolls_over_the_holiday_where_the_pack_says_so()
    {
        var rolling = Shipped.Files.With("SZ", "  start_event: case_completed", "  start_event: case_completed\n  roll_if_last_day_off: true")
            .With("SZ", "  window.start_event: SZ-17", "  window.start_event: SZ-17\n  window.roll_if_last_day_off: SZ-17");
        var pack = Haochaping.Policy.Domain.RuleSetLoader.Load(rolling).Value.Find("SZ", new DateOnly(2020, 9, 28))!;

        var deadline = Shipped.Deadlines.Compute(pack, Clock.EvaluationWindow, At("2020-09-28T15:00:00+08:00"));

        deadline.LastDay.ShouldBe(new DateOnly(2020, 10, 9));
        deadline.ExpiresAt.ShouldBe(At("2020-10-10T00:00:00+08:00"));
        Shipped.Deadlines.Explain(deadline).Count(d => d.Counted).ShouldBe(7);
        Shipped.Deadlines.Explain(deadline)[^1].Why.ShouldStartWith("末日休息，顺延");
    }

    [Fact]
    public void An_explanation_counts_five_days_and_names_weekend_holiday_and_make_up_day()
    {
        var deadline = Shipped.Deadlines.Compute(Shipped.Pack("JX"), Clock.EvaluationWindow, At("2020-09-28T15:00:00+08:00"));

        var days = Shipped.Deadlines.Explain(deadline);

        days.Where(d => d.Counted).Select(d => d.Date.ToString("MM-dd", CultureInfo.InvariantCulture))
            .ShouldBe(["09-29", "09-30", "10-09", "10-10", "10-12"]);
        days[0].Why.ShouldStartWith("起算日，不计入");
        Why(days, 1).ShouldContain("放假（国务院办公厅关于2020年部分节假日安排的通知）");
        Why(days, 10).ShouldContain("调休上班（国务院办公厅关于2020年部分节假日安排的通知）");
        Why(days, 11).ShouldBe("周末");
        deadline.Cites.ShouldHaveSingleItem().Text.ShouldBe("江西 第六条");
    }

    [Fact]
    public void A_default_is_never_shown_as_an_article()
    {
        Shipped.Deadlines.Compute(Shipped.Pack("JX"), Clock.Accept, At("2020-09-28T15:00:00+08:00")).Cites
            .ShouldHaveSingleItem().Text.ShouldBe("默认");
        Shipped.Pack("JX").Value("deadline.first_reply").Basis.ShouldBe("默认");
        Shipped.Pack("SZ").Value("deadline.first_reply").Basis.ShouldBe("深圳 第二十一条");
    }

    [Fact]
    public void A_year_without_a_calendar_is_provisional_and_said_so()
    {
        var known = Shipped.Deadlines.Compute(Shipped.Pack("JX"), Clock.EvaluationWindow, At("2026-12-14T09:00:00+08:00"));
        var acrossNewYear = Shipped.Deadlines.Compute(Shipped.Pack("JX"), Clock.EvaluationWindow, At("2026-12-28T09:00:00+08:00"));
        var lastWeek = Shipped.Deadlines.Compute(Shipped.Pack("JX"), Clock.Contact, At("2026-12-28T09:00:00+08:00"));
        var natural = Shipped.Deadlines.Compute(Shipped.Pack("SZ"), Clock.EvaluationWindow, At("2026-12-28T09:00:00+08:00"));

        known.Provisional.ShouldBeFalse();
        acrossNewYear.Provisional.ShouldBeTrue();
        lastWeek.Provisional.ShouldBeTrue("the 2027 notice may still move days of the last week of December");
        natural.Provisional.ShouldBeFalse("natural days need no calendar");
        Shipped.Deadlines.Explain(acrossNewYear)[^1].Why.ShouldEndWith("（节假日安排尚未公布，暂定）");
        Shipped.Set.Calendar.MissingYears(new DateOnly(2026, 10, 31)).ShouldBeEmpty();
        Shipped.Set.Calendar.MissingYears(new DateOnly(2026, 11, 1)).ShouldBe([2027]);
    }

    private static string Why(IReadOnlyList<DayMark> days, int october) => days.Single(d => d.Date == new DateOnly(2020, 10, october)).Why;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
