namespace Haochaping.Policy.Contracts;

/// <summary>节假日通知 — how the State Council's yearly notices are named.</summary>
public static class Notices
{
    /// <summary>The notice's title.</summary>
    public static string Title(int year) => $"国务院办公厅关于{year}年部分节假日安排的通知";

    /// <summary>The notices that decide a span of days, to be cited with a date.</summary>
    public static IEnumerable<Citation> Of(IWorkCalendar calendar, DateOnly first, DateOnly last) => calendar.Years
        .Where(y => y.Year >= first.Year && (y.Year <= last.Year || y.Days.Any(d => d.Date >= first && d.Date <= last)))
        .SelectMany(y => Titles(y).Zip(y.Papers, (title, paper) => new Citation("", title, paper.ToString())));

    // The year's own notice comes first; later ones that moved days of the year follow in the order of their papers.
    private static IEnumerable<string> Titles(CalendarYear year) =>
        year.Days.Select(d => d.OwnNotice).OfType<string>().Distinct().Prepend(Title(year.Year)).Concat(year.Papers.Select(_ => Title(year.Year)));
}
