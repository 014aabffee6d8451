using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;
using Haochaping.Statistics.Domain;
using Haochaping.Testing;
using Haochaping.WorkOrders.Contracts;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Statistics.SomeFacts;
using FactAttribute = Xunit.FactAttribute;

namespace Haochaping.Tests.Statistics;

public sealed class CountingTests
{
    [Fact]
    [Requirement("X-18", "GEN-G2.5b")]
    public void Defaults_and_active_ratings_are_never_mixed()
    {
        var tally = Count(
            Invited(Task("a")), Rated(Task("a"), Level.VerySatisfied),
            Invited(Task("b")), Rated(Task("b"), Level.Dissatisfied),
            Invited(Task("c")), Defaulted(Task("c")),
            Invited(Task("d")), Expired(Task("d")),
            Invited(Task("e")));

        tally.PositiveRate.ShouldBe(new Rate(1, 2));
        tally.PositiveRateWithDefaults.ShouldBe(new Rate(2, 3));
        tally.ParticipationRate.ShouldBe(new Rate(2, 5));
        tally.Open.ShouldBe(1);
        tally.ActiveOf(Level.BasicallySatisfied).ShouldBe(0);
        tally.DefaultOf(Level.BasicallySatisfied).ShouldBe(1);
    }

    [Fact]
    public void A_rating_counts_on_the_day_of_its_service_whenever_it_came() =>
        Counting.Of(Rated(Task("a"), Level.Satisfied)).Select(c => c.Cell.Day).Distinct().ShouldBe([DateOnly.FromDateTime(Completed.DateTime)]);

    [Fact]
    public void Basically_satisfied_is_positive_by_the_pack_and_the_other_reading_stands_beside_it()
    {
        var tally = Count(Rated(Task("a"), Level.BasicallySatisfied), Rated(Task("b"), Level.Satisfied));
        tally.PositiveRate.ShouldBe(new Rate(2, 2));
        tally.SatisfiedRate.ShouldBe(new Rate(1, 2));
    }

    [Fact]
    [Requirement("JX-06e")]
    public void A_private_rating_counts_in_every_figure()
    {
        var tally = Count(Rated(Task("a"), Level.Dissatisfied, realName: true, isPrivate: true));
        (tally.Active, tally[Measure.ActiveNegative], tally[Measure.Private], tally[Measure.RealName]).ShouldBe((1, 1, 1, 1));
    }

    [Fact]
    public void An_order_not_yet_due_stands_in_no_rate()
    {
        var tally = CountOrder(Opened(Order("a")));
        tally[Measure.Orders].ShouldBe(1);
        tally.OnTimeRate.ShouldBe(new Rate(0, 0));
        tally.RevisitRate(RateDefinition.ContactedAndRectified).ShouldBe(new Rate(0, 0));
    }

    [Fact]
    public void An_order_past_its_limit_is_due_and_late_until_handled_in_time_by_another_limit()
    {
        CountOrder(Opened(Order("a")), Overdue(Order("a"))).OnTimeRate.ShouldBe(new Rate(0, 1));
        CountOrder(Opened(Order("a")), Overdue(Order("a"), Clock.RectifySimple), Handled(Order("a"), onTime: true)).OnTimeRate.ShouldBe(new Rate(1, 1));
        CountOrder(Opened(Order("a")), Handled(Order("a"), onTime: false)).OnTimeRate.ShouldBe(new Rate(0, 1));
    }

    [Fact]
    public void What_was_promised_to_the_citizen_does_not_judge_the_unit() =>
        CountOrder(Opened(Order("a")), Overdue(Order("a"), side: ClockSide.Citizen), Overdue(Order("a"), Clock.Contact)).OnTimeRate.ShouldBe(new Rate(0, 0));

    [Fact]
    [Requirement("JX-15d")]
    public void Jiangxi_counts_contact_and_rectification_of_real_name_negatives()
    {
        CountOrder(Opened(Order("a")), Contacted(Order("a"), ContactResult.Reached), Handled(Order("a"), true))
            .RevisitRate(RateDefinition.ContactedAndRectified).ShouldBe(new Rate(1, 1));
        CountOrder(Opened(Order("a")), Handled(Order("a"), true, contact: null))
            .RevisitRate(RateDefinition.ContactedAndRectified).ShouldBe(new Rate(0, 1));
        CountOrder(Opened(Order("a", realName: false)), Handled(Order("a", realName: false), true))
            .RevisitRate(RateDefinition.ContactedAndRectified).ShouldBe(new Rate(0, 0));
    }

    [Fact]
    public void Somebody_who_could_not_be_reached_is_shown_apart()
    {
        var tally = CountOrder(Opened(Order("a")), Contacted(Order("a"), ContactResult.Unreachable), Handled(Order("a"), true, contact: null));
        tally.RevisitRate(RateDefinition.ContactedAndRectified).ShouldBe(new Rate(0, 0));
        tally[Measure.OrdersUnreachable].ShouldBe(1);
    }

    [Fact]
    [Requirement("JL-19j")]
    public void Jilin_counts_satisfaction_visits()
    {
        CountOrder(Opened(Order("a")), Handled(Order("a"), true)).RevisitRate(RateDefinition.SatisfactionVisited).ShouldBe(new Rate(0, 1));
        CountOrder(Opened(Order("a")), Handled(Order("a"), true), Closed(Order("a"), true, VisitResult.Visited, true))
            .RevisitRate(RateDefinition.SatisfactionVisited).ShouldBe(new Rate(1, 1));
        CountOrder(Opened(Order("a")), Handled(Order("a"), true), Closed(Order("a"), true, VisitResult.Unreachable, null))
            .RevisitRate(RateDefinition.SatisfactionVisited).ShouldBe(new Rate(0, 0));
    }

    [Fact]
    public void A_reopened_order_is_due_but_not_handled_and_late_once_is_late()
    {
        var order = Order("a");
        var tally = CountOrder(Opened(order), Handled(order, false), Reopened(order));
        (tally[Measure.OrdersHandled], tally[Measure.OrdersDue]).ShouldBe((0, 1));
        CountOrder(Opened(order), Handled(order, false), Reopened(order), Handled(order, true)).OnTimeRate.ShouldBe(new Rate(0, 1));
    }

    [Fact]
    public void An_order_of_a_complaint_counts_once_a_negative_rating_has_joined_it_with_all_that_happened_before()
    {
        var complained = Order("a", realName: false) with { Kind = null, Level = null };
        var joined = new OrderJoined(Opened(complained).CaseId, Order("a"), Order("a").TaskId, SubjectKind.Service, Level.Dissatisfied, Completed.AddDays(1));
        CountOrder(Opened(complained), Contacted(complained, ContactResult.Reached), Handled(complained, true))[Measure.Orders].ShouldBe(0);
        var tally = CountOrder(Opened(complained), Contacted(complained, ContactResult.Reached), joined, Handled(Order("a"), true));
        (tally[Measure.Orders], tally[Measure.OrdersContacted], tally[Measure.OrdersOnTime], tally[Measure.RealNameRectified]).ShouldBe((1, 1, 1, 1));
    }

    private static Tally Count(params IFact[] facts) => Sum(facts.SelectMany(Counting.Of));

    private static Tally CountOrder(params IFact[] facts)
    {
        OrderCount? known = null;
        List<Change> changes = [];
        foreach (var fact in facts)
        {
            var after = OrderCount.After(known, fact);
            changes.AddRange(Counting.Of(OrderCount.OrderOf(fact)!, known, after));
            known = after;
        }

        return Sum(changes);
    }

    private static Tally Sum(IEnumerable<Change> changes) => new(changes.Select(c => KeyValuePair.Create(c.Measure, c.By)));
}
