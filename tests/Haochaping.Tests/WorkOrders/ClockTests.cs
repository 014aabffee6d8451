using Haochaping.Kernel;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Shouldly;
using Xunit;
using static Haochaping.Tests.WorkOrders.Some;

namespace Haochaping.Tests.WorkOrders;

/// <summary>The limits of an order: two sides, extensions, and what counts as in time.</summary>
public sealed class ClockTests
{
    private static readonly DateOnly S07 = new(2020, 5, 11);

    [Fact, Requirement("JX-15f", "CQ-3.4.1a")]
    public void A_complex_problem_is_due_after_ten_working_days_over_the_holiday()
    {
        var clock = Rectifying(JX, "2020-04-24T15:20").Clock(Haochaping.Policy.Contracts.Clock.RectifyComplex, ClockSide.Citizen);
        (clock.LastDay, clock.Duration.Soft, clock.Provisional).ShouldBe((S07, true, false));
        clock.Basis.ShouldContain("第十五条");
    }

    [Fact, Requirement("JX-15e", "CQ-3.4.1a")]
    public void A_simple_problem_is_due_on_the_day_it_is_found_simple()
    {
        var order = Accepted(JX, "2020-04-24T15:20").Verify(JX, Verdict.True, Triage.Simple, CauseKind.Staff, "态度问题", At("2020-04-27T10:00")).Value;
        order.Clock(Haochaping.Policy.Contracts.Clock.RectifySimple, ClockSide.Unit).LastDay.ShouldBe(new(2020, 4, 27));
        order.Clocks.ShouldNotContain(c => c.Clock == Haochaping.Policy.Contracts.Clock.RectifyComplex);
    }

    [Fact, Requirement("JX-15g")]
    public void An_extension_needs_a_written_reason_and_a_new_date()
    {
        var order = Rectifying(JX, "2020-04-24T15:20");
        var refusal = order.Extend(JX, " ", null, At("2020-05-11T16:00")).Refusal.ShouldNotBeNull();
        refusal.Complaints!.Select(c => c.Code).ShouldBe(["reason-missing", "new-day-missing"]);
        refusal.Article.ShouldNotBeNull().ShouldContain("第十五条");

        var extended = order.Extend(JX, "设备到货推迟", new(2020, 5, 25), At("2020-05-11T16:00")).Value;
        var clock = extended.Clock(Haochaping.Policy.Contracts.Clock.RectifyComplex, ClockSide.Unit);
        (clock.LastDay, clock.FirstLastDay).ShouldBe((new(2020, 5, 25), S07));
        extended.FlagOverdue(At("2020-05-12T00:05")).Missed.ShouldBeEmpty();
        extended.Report(JX, "已到货", "已整改", At("2020-05-25T23:59")).Value.OnTime.ShouldBe(true);
    }

    [Theory]
    [InlineData("2020-05-11", "new-day-not-later")]
    [InlineData("2020-04-20", "new-day-not-later")]
    public void A_new_date_lies_after_the_present_one(string day, string code) =>
        Rectifying(JX, "2020-04-24T15:20").Extend(JX, "理由", DateOnly.Parse(day), At("2020-05-11T16:00"))
            .Refusal!.Complaints!.Select(c => c.Code).ShouldBe([code]);

    [Fact]
    public void No_more_extensions_than_the_pack_allows()
    {
        var once = Rectifying(JX, "2020-04-24T15:20").Extend(JX, "理由", new(2020, 5, 25), At("2020-05-11T16:00")).Value;
        once.Extend(JX, "理由", new(2020, 6, 25), At("2020-05-20T16:00")).Refusal!.Code.ShouldBe("extension-used-up");
    }

    [Fact]
    public void A_blocking_maximum_holds_an_extension_back_and_a_warning_one_does_not()
    {
        var late = new DateOnly(2020, 10, 26);
        var order = Rectifying(JX, "2020-04-24T15:20");
        order.Extend(JX, "理由", late, At("2020-05-11T16:00")).Refusal.ShouldBeNull();
        var blocks = JX.With(p => p with { Deadline = p.Deadline with { AbsoluteMax = p.Deadline.AbsoluteMax with { Enforce = Enforcement.Block } } });
        order.Extend(blocks, "理由", late, At("2020-05-11T16:00")).Refusal!.Code.ShouldBe("past-absolute-max");
        order.Extend(blocks, "理由", new(2020, 10, 23), At("2020-05-11T16:00")).Refusal.ShouldBeNull();
    }

    [Fact]
    public void An_extension_after_the_limit_does_not_make_it_in_time()
    {
        var order = Rectifying(JX, "2020-04-24T15:20").FlagOverdue(At("2020-05-12T00:05")).Next;
        order.IsPastLimit(At("2020-05-12T09:00")).ShouldBeTrue();
        var extended = order.Extend(JX, "理由", new(2020, 5, 25), At("2020-05-12T09:00")).Value;
        extended.Report(JX, "结果", "答复", At("2020-05-13T09:00")).Value.OnTime.ShouldBe(false);
    }

    [Fact]
    public void An_extension_asked_for_minutes_after_the_limit_does_not_heal_it_either()
    {
        var extended = Rectifying(JX, "2020-04-24T15:20").Extend(JX, "理由", new(2020, 5, 25), At("2020-05-12T00:02")).Value;
        extended.Report(JX, "结果", "答复", At("2020-05-13T09:00")).Value.OnTime.ShouldBe(false);
    }

    [Fact]
    public void Where_the_document_knows_no_extension_it_is_refused_with_the_article()
    {
        var refusal = Rectifying(SZ, "2020-11-10T10:00").Extend(SZ, "理由", new(2020, 12, 25), At("2020-11-20T10:00")).Refusal.ShouldNotBeNull();
        (refusal.Kind, refusal.Code).ShouldBe((RefusalKind.Unprocessable, "extension-not-allowed"));
        refusal.Article.ShouldNotBeNull().ShouldContain("第二十一条");
    }

    [Fact, Requirement("SZ-07d", "SZ-21b")]
    public void The_unit_is_judged_from_dispatch_and_the_citizen_counts_from_the_rating()
    {
        var order = Opened(SZ, "2020-11-10T10:00", Hotline, Unit);
        order.Clocks.ShouldAllBe(c => c.Side == ClockSide.Citizen);
        order = order.Forward(SZ, null, At("2020-11-12T09:00")).Value;
        order.Clock(Haochaping.Policy.Contracts.Clock.RectifyComplex, ClockSide.Citizen).LastDay.ShouldBe(new(2020, 11, 24));
        order.Clock(Haochaping.Policy.Contracts.Clock.RectifyComplex, ClockSide.Unit).LastDay.ShouldBe(new(2020, 11, 26));

        order = order.Return("非本单位事项").Value.Forward(SZ, null, At("2020-11-13T09:00")).Value;
        order.Clock(Haochaping.Policy.Contracts.Clock.RectifyComplex, ClockSide.Unit).LastDay.ShouldBe(new(2020, 11, 27));
        order.Clock(Haochaping.Policy.Contracts.Clock.RectifyComplex, ClockSide.Citizen).LastDay.ShouldBe(new(2020, 11, 24));
    }

    [Fact]
    public void The_unit_handles_in_time_by_its_own_clock_even_when_the_citizen_waited_too_long()
    {
        var order = Opened(SZ, "2020-11-10T10:00", Hotline, Unit).Forward(SZ, null, At("2020-11-12T09:00")).Value.Accept(SZ, "1024", At("2020-11-12T10:00")).Value
            .RecordContact(SZ, ContactMethod.Phone, true, "R-1", "已核实", At("2020-11-12T11:00")).Value
            .Verify(SZ, Verdict.True, Triage.Complex, CauseKind.Process, "情况", At("2020-11-12T12:00")).Value;
        var handled = order.Talk("科长", null, new(2020, 11, 12), "文明用语", At("2020-11-12T12:00")).Value.Report(SZ, "结果", "答复", At("2020-11-25T10:00")).Value;
        handled.OnTime.ShouldBe(true);
        handled.FlagOverdue(At("2020-11-25T10:00")).Missed.ShouldAllBe(c => c.Side == ClockSide.Citizen);
    }

    [Fact]
    public void A_missed_limit_is_flagged_once_and_at_its_own_time()
    {
        var (next, missed) = Rectifying(JX, "2020-04-24T15:20").FlagOverdue(At("2020-06-01T09:00"));
        missed.ShouldAllBe(c => c.OverdueAt == At("2020-05-12T00:00"));
        missed.Select(c => (c.Clock, c.Side)).ShouldBe(
            [
                (Haochaping.Policy.Contracts.Clock.FirstReply, ClockSide.Citizen), (Haochaping.Policy.Contracts.Clock.RectifyComplex, ClockSide.Citizen),
                (Haochaping.Policy.Contracts.Clock.FirstReply, ClockSide.Unit), (Haochaping.Policy.Contracts.Clock.RectifyComplex, ClockSide.Unit),
            ],
            ignoreOrder: true);
        next.IsOverdue.ShouldBeTrue();
        next.State.ShouldBe(OrderState.Rectifying);
        next.FlagOverdue(At("2020-06-02T09:00")).Missed.ShouldBeEmpty();
    }
}
