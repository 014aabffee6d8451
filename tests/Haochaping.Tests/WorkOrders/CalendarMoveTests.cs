using FsCheck;
using FsCheck.Fluent;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Testing;
using Haochaping.Tests.Policy;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>What calendar changes make of a running limit, for any days and any order of changes.</summary>
public sealed class CalendarMoveTests
{
    private static readonly DateOnly Changed = new(2020, 1, 20);

    /// <summary>A start in January 2020, a length, and two sets of days off in the weeks that follow.</summary>
    private static readonly Arbitrary<(int Start, int Length, int First, int Second)> Cases = (
        from start in Gen.Choose(0, 15)
        from length in Gen.Choose(1, 20)
        from first in Gen.Choose(0, 1 << 20)
        from second in Gen.Choose(0, 1 << 20)
        select (start, length, first, second)).ToArbitrary();

    [Fact]
    [Requirement("X-04")]
    public void Moving_twice_is_moving_once() => Prop.ForAll(Cases, c =>
    {
        var rules = By(c.First, 1);
        var once = Clock(c.Start, c.Length).Derived(rules, Changed);
        return once.Derived(rules, Changed) == once;
    }).QuickCheckThrowOnFailure();

    [Fact]
    [Requirement("X-04")]
    public void The_order_of_changes_does_not_matter() => Prop.ForAll(Cases, c =>
    {
        var clock = Clock(c.Start, c.Length);
        return clock.Derived(By(c.First, 1), Changed).Derived(By(c.Second, 2), Changed).LastDay == clock.Derived(By(c.Second, 1), Changed).Derived(By(c.First, 2), Changed).LastDay;
    }).QuickCheckThrowOnFailure();

    [Fact]
    [Requirement("X-04")]
    public void A_limit_only_becomes_later_and_keeps_what_was_told_first() => Prop.ForAll(Cases, c =>
    {
        var clock = Clock(c.Start, c.Length);
        var next = clock.Derived(By(c.First, 1), Changed);
        return next.LastDay >= clock.LastDay && (next.LastDay == clock.LastDay ? next.ToldLastDay is null : next.ToldLastDay == clock.LastDay);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_provisional_limit_becomes_what_the_notice_makes_it_even_earlier()
    {
        var clock = Clock(0, 10) with { Provisional = true, LastDay = new(2020, 3, 2) };

        var next = clock.Derived(By(0, 1), Changed);

        (next.LastDay, next.Provisional, next.ToldLastDay).ShouldBe((Clock(0, 10).LastDay, false, new DateOnly(2020, 3, 2)));
        clock.Derived(By(0, 1), new DateOnly(2020, 2, 28)).LastDay.ShouldBe(new DateOnly(2020, 2, 28), "never before the day of the change");
    }

    [Fact]
    public void A_date_that_a_person_set_stays()
    {
        var promised = Clock(14, 10).MovedTo(new(2020, 1, 22));
        var extended = Clock(14, 10).MovedTo(new(2020, 3, 20));

        promised.Derived(By(-1, 1), Changed).LastDay.ShouldBe(new DateOnly(2020, 1, 22));
        extended.Derived(By(-1, 1), Changed).LastDay.ShouldBe(new DateOnly(2020, 3, 20));
    }

    private static OrderClock Clock(int start, int length) => OrderClock.Start(By(0, 0), Haochaping.Policy.Contracts.Clock.RectifyComplex, ClockSide.Unit, 1, new DateOnly(2020, 1, 6).AddDays(start).Midnight().AddHours(9)) is var clock
        ? (clock with { Duration = Duration.Of(new WorkingDays(length)), LastDay = default }).Derived(By(0, 0), default) with { ToldLastDay = null }
        : null!;

    // Bit n makes the n-th day after 20 January 2020 a day off.
    private static Rules By(int bits, int revision)
    {
        var days = Enumerable.Range(0, 20).Where(n => (bits & (1 << n)) != 0).Select(n => new CalendarDay("演示节", Changed.AddDays(n), true, 2020));
        return new(Shipped.Pack("JX"), new Deadlines(new WorkCalendar([new CalendarYear(2020, [], [.. days])], revision)));
    }
}
