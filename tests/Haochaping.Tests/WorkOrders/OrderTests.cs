using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Shouldly;
using Xunit;
using static Haochaping.Tests.WorkOrders.Some;

namespace Haochaping.Tests.WorkOrders;

/// <summary>What may follow what, and who may do it.</summary>
public sealed class OrderTests
{
    private const string Monday = "2020-06-01T09:00";

    [Fact, Requirement("JX-15c")]
    public void Accepting_names_the_officer()
    {
        Opened(JX, Monday).Accept(JX, null, At(Monday)).Refusal!.Complaints!.Single().Code.ShouldBe("officer-missing");
        Opened(JX, Monday).Accept(JX, "1024", At(Monday)).Value.Officer.ShouldBe("1024");
    }

    [Fact, Requirement("JX-15d", "JL-19i")]
    public void No_order_is_handled_before_the_rater_was_contacted()
    {
        var order = Accepted(JX, Monday).Verify(JX, Verdict.True, Triage.Complex, CauseKind.Process, "情况", At(Monday)).Value;
        order.Report(JX, "结果", "答复", At("2020-06-02T09:00")).Refusal!.Code.ShouldBe("contact-owed");
    }

    [Fact]
    public void Three_attempts_on_different_days_make_a_rater_unreachable()
    {
        var order = Accepted(JX, Monday);
        string[] attempts = ["2020-06-01T10:00", "2020-06-01T16:00", "2020-06-02T10:00", "2020-06-03T10:00"];
        ContactResult[] expected = [ContactResult.NotReached, ContactResult.NotReached, ContactResult.NotReached, ContactResult.Unreachable];
        foreach (var (at, result) in attempts.Zip(expected))
        {
            order = order.RecordContact(JX, ContactMethod.Phone, false, null, null, At(at)).Value;
            order.Contact.ShouldBe(result, at);
        }
    }

    [Fact]
    public void A_call_that_reached_somebody_needs_its_recording() =>
        Accepted(JX, Monday).RecordContact(JX, ContactMethod.Phone, true, "", "说明", At(Monday)).Refusal!.Complaints!.Single().Code.ShouldBe("recording-missing");

    [Fact, Requirement("JX-15m", "SZ-21d", "JL-19i")]
    public void No_order_is_handled_without_result_and_reply() =>
        Rectifying(JX, Monday).Report(JX, null, "", At(Monday)).Refusal!.Complaints!.Select(c => c.Code).ShouldBe(["result-missing", "reply-missing"]);

    [Fact, Requirement("SZ-21e")]
    public void What_is_true_in_Shenzhen_needs_the_talk() =>
        Rectifying(SZ, Monday).Report(SZ, "结果", "答复", At(Monday)).Refusal!.Code.ShouldBe("talk-owed");

    [Theory, Requirement("CQ-3.4.1a")]
    [InlineData(Triage.NoLegalBasis)]
    [InlineData(Triage.Unsolvable)]
    public void What_cannot_be_rectified_is_explained(Triage triage)
    {
        var order = Rectifying(JX, Monday, triage);
        (order.State, order.Outcome).ShouldBe((OrderState.Explaining, OrderOutcome.Explained));
    }

    [Fact]
    public void What_is_not_true_is_explained_and_has_no_cause()
    {
        var order = Accepted(JX, Monday).Verify(JX, Verdict.Untrue, null, CauseKind.Staff, "核实不属实", At(Monday)).Value;
        (order.State, order.Triage, order.Cause).ShouldBe((OrderState.Explaining, null, null));
    }

    [Fact, Requirement("GEN-E3.3b")]
    public void A_dissatisfied_rater_opens_it_once_more_and_not_twice()
    {
        var order = Handled(JX, Monday, "2020-06-03T09:00");
        var again = order.RecordVisit(JX, ContactMethod.Phone, true, Level.VeryDissatisfied, At("2020-06-04T09:00")).Value;
        (again.State, again.Round).ShouldBe((OrderState.Rectifying, 2));
        again.Clock(Haochaping.Policy.Contracts.Clock.RectifyComplex, ClockSide.Unit).LastDay.ShouldBe(new(2020, 6, 18));

        var end = again.Report(JX, "再次整改", "答复", At("2020-06-05T09:00")).Value
            .RecordVisit(JX, ContactMethod.Phone, true, Level.Dissatisfied, At("2020-06-08T09:00")).Value;
        (end.State, end.Visit, end.IsSatisfied(JX)).ShouldBe((OrderState.Closed, VisitResult.Visited, false));
    }

    [Fact]
    public void A_rater_who_cannot_be_asked_is_logged_and_the_order_ends()
    {
        var order = Handled(JX, Monday, "2020-06-03T09:00");
        foreach (var day in new[] { "2020-06-04T09:00", "2020-06-05T09:00", "2020-06-08T09:00" })
        {
            order.State.ShouldBe(OrderState.Handled);
            order = order.RecordVisit(JX, ContactMethod.Phone, false, null, At(day)).Value;
        }

        (order.State, order.Visit, order.IsSatisfied(JX)).ShouldBe((OrderState.Closed, VisitResult.Unreachable, null));
    }

    [Fact, Requirement("JX-15l")]
    public void The_county_leads_a_village_order_and_the_village_only_rectifies()
    {
        var order = OpenedInVillage(JX, Monday);
        var village = new Hand(new(ActorKind.Staff, "v"), new(["JX-VILLAGE"], []), Handles: true, Supervises: false);
        var county = new Hand(new(ActorKind.Staff, "c"), new(["JX-COUNTY"], []), Handles: true, Supervises: false);
        (order.IsLedByCounty, order.Holder, order.About.Unit).ShouldBe((true, "JX-COUNTY", "JX-VILLAGE"));
        order.Possible(JX, village).ShouldBeEmpty();
        order.IsSeenBy(village.Scope).ShouldBeTrue();
        order.Possible(JX, county).ShouldBe([OrderAct.Accepted]);

        order = order.Accept(JX, "3001", At(Monday)).Value
            .RecordContact(JX, ContactMethod.Phone, true, "R-1", "已核实", At(Monday)).Value
            .Verify(JX, Verdict.True, Triage.Complex, CauseKind.Staff, "属实", At(Monday)).Value;
        order.Possible(JX, village).ShouldBe([OrderAct.SubtaskReported]);
        order.Report(JX, "结果", "答复", At(Monday)).Refusal!.Code.ShouldBe("subtask-owed");
        order = order.ReportSubtask(null, village.Scope, "已整改", At(Monday)).Value.Next.Report(JX, "结果", "答复", At(Monday)).Value;
        order.Possible(JX, village).ShouldBeEmpty();
        order.Possible(JX, county).ShouldBe([OrderAct.Visited, OrderAct.RaterSeen]);
    }

    [Fact]
    public void The_unit_does_not_ask_for_its_own_grade()
    {
        var order = Handled(JX, Monday, "2020-06-03T09:00");
        var unit = new Hand(new(ActorKind.Staff, "u"), new(["JX-CITY"], []), Handles: true, Supervises: false);
        var authority = new Hand(new(ActorKind.Staff, "a"), new([], ["360100000000"]), Handles: false, Supervises: true);
        order.Possible(JX, unit).ShouldBeEmpty();
        order.Possible(JX, authority).ShouldBe([OrderAct.Visited, OrderAct.RaterSeen], "who asks needs the number to call");
    }

    [Theory, Requirement("GZ-03.1e")]
    [InlineData("2020-06-15T16:00", true)]
    [InlineData("2020-06-16T09:00", false)]
    public void The_unit_is_judged_by_when_it_returned_the_result_that_was_approved(string again, bool onTime)
    {
        var order = Opened(ND, Monday, Unit, Auditor).Accept(ND, "1024", At(Monday)).Value
            .RecordContact(ND, ContactMethod.Phone, true, "R-1", "已核实", At(Monday)).Value
            .Verify(ND, Verdict.True, Triage.Complex, CauseKind.Process, "属实", At(Monday)).Value
            .Report(ND, "结果", "答复", At("2020-06-15T09:00")).Value;
        order = order.Audit(ND, false, "措施不到位", At("2020-06-15T10:00")).Value;
        order.Report(ND, "结果", "答复", At(again)).Value.Audit(ND, true, null, At("2020-06-20T09:00")).Value.OnTime.ShouldBe(onTime);
    }

    [Fact, Requirement("GZ-03.1e")]
    public void A_unit_does_not_audit_its_own_result()
    {
        var order = Opened(ND, Monday, Unit, Auditor with { Code = Unit.Code }) with { State = OrderState.Auditing, Hop = 1, Holder = Unit.Code };
        order.Possible(ND, new Hand(new(ActorKind.Staff, "u"), new(["JX-CITY"], []), Handles: true, Supervises: false)).ShouldBeEmpty();
        order.Possible(ND, new Hand(new(ActorKind.Staff, "a"), new([], ["360100000000"]), Handles: false, Supervises: true)).ShouldContain(OrderAct.Audited);
    }

    [Fact]
    public void A_stranger_does_not_see_it() =>
        Opened(JX, Monday).IsSeenBy(new StaffScope(["JX-POLICE"], ["360200000000"])).ShouldBeFalse();

    [Theory, Requirement("SZ-21a")]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    public void A_negative_opens_an_order_by_itself(bool negative, bool realName, bool opens) => Order.Opens(SZ.Pack, negative, realName).ShouldBe(opens);

    [Fact]
    public void Where_the_upper_level_sends_orders_none_is_made_here() => Order.Opens(
        SZ.Pack with { WorkOrder = SZ.Pack.WorkOrder with { CreatedBy = OrderCreator.UpperLevel } }, negative: true, realName: true).ShouldBeFalse();

    [Fact]
    public void Numbers_start_short_and_grow_where_they_meet()
    {
        var numbers = OrderNumber.Candidates(new(2026, 11, 20), Haochaping.Kernel.Ids.Derive("order", "x")).ToList();
        numbers[0].ShouldMatch(@"^O-20261120-\d{4}$");
        numbers.ShouldBeUnique();
        numbers[1].ShouldEndWith(numbers[0][^4..]);
    }
}
