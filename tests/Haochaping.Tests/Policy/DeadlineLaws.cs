using Shouldly;
using Xunit;
using FsCheck;
using FsCheck.Fluent;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Tests.Policy;

/// <summary>What holds for every date, against a second, naive implementation written from the notices' lists alone.</summary>
public sealed class DeadlineLaws
{
    private static readonly DateOnly First = new(2019, 1, 1);

    private static readonly Arbitrary<(int Day, int Length)> Spans =
        (from day in Gen.Choose(0, 2900) from length in Gen.Choose(0, 40) select (day, length)).ToArbitrary();

    [Fact]
    public void Working_days_agree_with_a_naive_walk() => Prop.ForAll(Spans, s => Last(s.Day, s.Length) == Naive(First.AddDays(s.Day), s.Length)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_working_day_limit_never_ends_on_a_day_off() => Prop.ForAll(Spans, s => IsNaiveWorkday(Last(s.Day, s.Length))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_later_start_never_ends_earlier() => Prop.ForAll(Spans, s => Last(s.Day, s.Length) <= Last(s.Day + 1, s.Length)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_longer_limit_ends_later() => Prop.ForAll(Spans, s => Last(s.Day, s.Length + 1) > Last(s.Day, s.Length) || s.Length == 0).QuickCheckThrowOnFailure();

    [Fact]
    public void Lengths_add_up() => Prop.ForAll(Spans, Spans, (a, b) =>
    {
        var middle = Last(a.Day, a.Length + 1);
        return Last(a.Day, a.Length + 1 + b.Length) == Last(middle.DayNumber - First.DayNumber, b.Length);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void As_many_days_are_marked_as_the_law_counts() => Prop.ForAll(Spans, s =>
    {
        var deadline = Deadline(s.Day, s.Length);
        var days = Shipped.Deadlines.Explain(deadline);
        return days.Count(d => d.Counted) == Math.Max(s.Length, 1) && days[0].Date == deadline.StartDay && days[^1].Date == deadline.LastDay;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_limit_is_provisional_exactly_when_it_needs_an_unpublished_notice() => Prop.ForAll(Spans, s =>
        Deadline(s.Day, s.Length).Provisional == Last(s.Day, s.Length) >= new DateOnly(2026, 12, 25)).QuickCheckThrowOnFailure();

    private static DateOnly Last(int day, int length) => Deadline(day, length).LastDay;

    private static Deadline Deadline(int day, int length) => Shipped.Deadlines.Compute(
        Shipped.Pack("JX"), Clock.RectifyComplex, Duration.Of(new WorkingDays(length)), First.AddDays(day).Midnight().AddHours(9));

    private static DateOnly Naive(DateOnly start, int length)
    {
        var workdays = Enumerable.Range(length == 0 ? 0 : 1, 400).Select(start.AddDays).Where(IsNaiveWorkday);
        return workdays.ElementAt(Math.Max(length - 1, 0));
    }

    private static bool IsNaiveWorkday(DateOnly date)
    {
        var named = Shipped.Set.Calendar.Years.SelectMany(y => y.Days).FirstOrDefault(d => d.Date == date);
        return named is null ? (int)date.DayOfWeek is >= 1 and <= 5 : !named.IsOffDay;
    }
}
