using System.Text;
using FsCheck.Fluent;
using FsCheck;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>What a holiday notice's file may say, and what the preview tells.</summary>
public sealed class CalendarImportTests
{
    private static readonly DateOnly Today = new(2026, 11, 18);

    [Fact]
    public void A_table_becomes_a_year_and_the_preview_speaks_of_the_future()
    {
        var preview = Read("日期,名称,班休,星期\n2027-01-01,元旦,holiday,周五\n2027-02-20,春节,班,周六\n").Value.Preview;

        (preview.Year, preview.IsKnown, preview.AddedOff, preview.AddedWork, preview.Dropped).ShouldBe((2027, false, 1, 1, 0));
        preview.Hints.ShouldHaveSingleItem().ShouldContain("中秋节");
    }

    [Fact]
    public void Every_complaint_is_told_at_once()
    {
        var refusal = CalendarDraft.Read(
            new("bad.csv", Encoding.UTF8.GetBytes("2027-01-01,元旦,holiday,周六\n2027-13-01,元旦,holiday\n2027-02-05,,holiday\n2027-02-06,春节,maybe\n2027-02-07,春节,休\n2027-02-07,春节,班\n2027-02-08,春节,休\n2027-02-08,春节,休\n2025-10-01,国庆节,休"), null, " ", "2027-02-30", "ftp://x"),
            Shipped.Set.Calendar, Today).Refusal!;

        refusal.Complaints!.Select(c => c.Code).Order().ShouldBe(new[]
        {
            "bad-date", "bad-date", "bad-day", "bad-kind", "contradiction", "duplicate", "name-missing", "required", "required", "required", "weekday-conflict",
        }.Order());
        refusal.Complaints!.ShouldAllBe(c => c.Message.Any(x => x > 0x4e00));
    }

    [Theory]
    [InlineData("", "bad-calendar")]
    [InlineData("{", "bad-calendar")]
    [InlineData("{\"year\":2027}", "bad-calendar")]
    [InlineData("hello", "bad-calendar")]
    public void A_file_without_days_is_refused(string text, string code) => Read(text).Refusal!.Complaints!.ShouldContain(c => c.Code == code);

    [Fact]
    public void Bytes_that_are_no_text_and_a_huge_file_are_refused()
    {
        Paper([0xC4, 0xEA, 0xFF]).Refusal!.Complaints!.ShouldContain(c => c.Code == "not-utf8");
        Paper(new byte[70_000]).Refusal!.Complaints!.ShouldContain(c => c.Code == "too-large");
    }

    [Fact]
    public void A_notice_of_another_year_or_of_tomorrow_is_refused()
    {
        Read("2027-01-01,元旦,休", "2024-11-01").Refusal!.Complaints!.ShouldHaveSingleItem().Code.ShouldBe("wrong-year");
        Read("2027-01-01,元旦,休", "2026-11-19").Refusal!.Complaints!.ShouldHaveSingleItem().Code.ShouldBe("in-future");
    }

    [Fact]
    public void A_day_of_a_neighbouring_year_is_refused_and_the_same_year_again_changes_nothing()
    {
        var shipped = Shipped.Text("calendar/2023.json").Text;
        var calendar = new WorkCalendar(Shipped.Set.Calendar.Years.Where(y => y.Year is 2023 or 2026));

        CalendarDraft.Read(Of("2022-12-31,元旦,休\n2022-12-30,元旦,休\n2022-01-01,元旦,休", "2021-11-01"), calendar, Today).Refusal!.Complaints!.ShouldHaveSingleItem().Message.ShouldContain("2023");
        CalendarDraft.Read(Of(shipped, "2022-12-08"), calendar, Today).Refusal!.Code.ShouldBe("calendar-unchanged");
    }

    [Fact]
    public void A_corrections_own_notice_explains_the_days_it_brought_and_survives_writing()
    {
        var before = TwentyTwenty(extended: false);
        var draft = CalendarDraft.Read(Of(CalendarFile.Write(TwentyTwenty(extended: true)), "2020-01-27", "国务院办公厅关于延长2020年春节假期的通知"), new WorkCalendar([before]), Today).Value;

        draft.Preview.Changes.Select(c => (c.Date.Day, c.IsOff)).ShouldBe([(31, true), (1, true), (2, true), (3, false)]);
        draft.Preview.Hints.ShouldContain(h => h.Contains("2020-02-03"));
        draft.Year.Days.Single(d => d.Date == new DateOnly(2020, 2, 1)).Notice.ShouldBe("国务院办公厅关于延长2020年春节假期的通知");
        draft.Year.Days.Single(d => d.Date == new DateOnly(2020, 1, 24)).OwnNotice.ShouldBeNull();
        var again = CalendarFile.Parse(new("x", CalendarFile.Write(draft.Year)), new Complaints())!;
        again.Days.ShouldBe(draft.Year.Days);
        again.Notice.ShouldBe(draft.Year.Notice);
    }

    [Theory]
    [InlineData("2026-10-31", 0)]
    [InlineData("2026-11-01", 1)]
    [InlineData("2027-01-01", 1)]
    public void From_November_on_the_next_years_notice_is_asked_for(string day, int problems) =>
        Shipped.Set.Calendar.MissingYears(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).Count.ShouldBe(problems);

    /// <summary>The year with and without the extension of 27 January 2020, without the notices of its own.</summary>
    internal static CalendarYear TwentyTwenty(bool extended)
    {
        var shipped = Shipped.Set.Calendar.Years.Single(y => y.Year == 2020);
        return shipped with { Papers = [shipped.Papers[0]], Days = [.. shipped.Days.Where(d => extended || d.OwnNotice is null).Select(d => d with { OwnNotice = null })] };
    }

    private static Kernel.Result<CalendarDraft> Read(string text, string published = "2026-11-05") => CalendarDraft.Read(Of(text, published), Shipped.Set.Calendar, Today);

    private static Kernel.Result<CalendarDraft> Paper(byte[] content) => CalendarDraft.Read(Of("", "2026-11-05") with { Content = content }, Shipped.Set.Calendar, Today);

    private static CalendarPaper Of(string text, string published, string title = "演示通知") =>
        new("year.csv", Encoding.UTF8.GetBytes(text), title, "演示〔2026〕0号", published, "https://example.invalid/notice");
}
