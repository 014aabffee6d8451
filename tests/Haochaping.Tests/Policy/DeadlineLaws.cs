using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;
using FsCheck;
using FsCheck.Fluent;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Tests.Policy;

/// <summary>What holds for every date of twenty years, against a second implementation: a table of all working days, made from the notices' files without the product's reader.</summary>
public sealed class DeadlineLaws
{
    private static readonly DateOnly First = new(2007, 1, 1);

    private static readonly Arbitrary<(int Day, int Length)> Spans =
        (from day in Gen.Choose(0, 7280) from length in Gen.Choose(0, 40) select (day, length)).ToArbitrary();

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
    public void December_reads_the_notice_of_the_next_year()
    {
        Shipped.Set.Calendar.IsWorkday(new DateOnly(2018, 12, 29)).ShouldBeTrue("a Saturday that the 2019 notice made a working day");
        Shipped.Set.Calendar.IsWorkday(new DateOnly(2022, 12, 31)).ShouldBeFalse("a Saturday that the 2023 notice names");
        Shipped.Set.Calendar.Notice(new DateOnly(2006, 12, 30))!.Year.ShouldBe(2007);
    }

    [Fact]
    public void The_extension_of_2020_rests_on_its_own_notice()
    {
        var extended = Shipped.Set.Calendar.Notice(new DateOnly(2020, 2, 1))!;

        (extended.IsOffDay, extended.Notice).ShouldBe((true, "国务院办公厅关于延长2020年春节假期的通知"));
        Notices.Of(Shipped.Set.Calendar, new DateOnly(2020, 1, 20), new DateOnly(2020, 2, 5)).Select(c => c.Text)
            .ShouldBe(["国务院办公厅关于2020年部分节假日安排的通知", "国务院办公厅关于延长2020年春节假期的通知"]);
        Shipped.Set.Calendar.Years.ShouldAllBe(y => y.Papers.Count > 0);
        Shipped.Set.Calendar.Years.Select(y => y.Year).ShouldBe(Enumerable.Range(2007, 20));
    }

    [Fact]
    public void A_limit_is_provisional_exactly_when_it_needs_an_unpublished_notice() => Prop.ForAll(Spans, s =>
        Deadline(s.Day, s.Length).Provisional == Last(s.Day, s.Length) >= new DateOnly(2026, 12, 25)).QuickCheckThrowOnFailure();

    private static DateOnly Last(int day, int length) => Deadline(day, length).LastDay;

    private static Deadline Deadline(int day, int length) => Shipped.Deadlines.Compute(
        Shipped.Pack("JX"), Clock.RectifyComplex, Duration.Of(new WorkingDays(length)), First.AddDays(day).Midnight().AddHours(9));

    // The n-th working day after a day is the n-th entry after its place in the sorted table.
    private static DateOnly Naive(DateOnly start, int length)
    {
        var at = Workdays.BinarySearch(length == 0 ? start.AddDays(-1) : start);
        return Workdays[(at < 0 ? ~at : at + 1) + Math.Max(length - 1, 0)];
    }

    private static bool IsNaiveWorkday(DateOnly date) => Workdays.BinarySearch(date) >= 0;

    private static readonly List<DateOnly> Workdays = Table();

    private static List<DateOnly> Table()
    {
        var named = new Dictionary<DateOnly, bool>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Shipped.Folder, "calendar"), "*.json"))
        {
            using var year = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var day in year.RootElement.GetProperty("days").EnumerateArray())
            {
                named[DateOnly.Parse(day.GetProperty("date").GetString()!, CultureInfo.InvariantCulture)] = !day.GetProperty("isOffDay").GetBoolean();
            }
        }

        return [.. Enumerable.Range(-30, 7800).Select(First.AddDays).Where(d => named.TryGetValue(d, out var works) ? works : (int)d.DayOfWeek is >= 1 and <= 5)];
    }
}
