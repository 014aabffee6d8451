using System.Collections.Frozen;
using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>工作日历 — what the notices say, and plain weekdays (marked as unknown) where there is no notice.</summary>
internal sealed class WorkCalendar : IWorkCalendar
{
    private readonly FrozenDictionary<DateOnly, CalendarDay> days;
    private readonly FrozenSet<int> years;

    public WorkCalendar(IEnumerable<CalendarYear> known, int revision = 0)
    {
        Revision = revision;
        Years = [.. known.OrderBy(y => y.Year)];
        years = Years.Select(y => y.Year).ToFrozenSet();
        days = Years.SelectMany(y => y.Days).ToFrozenDictionary(d => d.Date);
    }

    public IReadOnlyList<CalendarYear> Years { get; }

    public int Revision { get; }

    public bool IsWorkday(DateOnly date) => days.TryGetValue(date, out var day)
        ? !day.IsOffDay
        : date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    public bool IsKnown(DateOnly date) => years.Contains(date.Year) && (date is not { Month: 12, Day: >= 25 } || years.Contains(date.Year + 1));

    public CalendarDay? Notice(DateOnly date) => days.GetValueOrDefault(date);

    public DateOnly Add(DateOnly day, WorkingDays working)
    {
        var date = working.Count > 0 ? day : NextOrSame(day);
        for (var left = working.Count; left > 0; left--)
        {
            date = NextOrSame(date.AddDays(1));
        }

        return date;
    }

    /// <summary>The notice for the next year is due in November, and the first limits already reach into January.</summary>
    public IReadOnlyList<int> MissingYears(DateOnly today)
    {
        var last = today.Month >= 11 ? today.Year + 1 : today.Year;
        return [.. Enumerable.Range(today.Year, last - today.Year + 1).Where(y => !years.Contains(y))];
    }

    private DateOnly NextOrSame(DateOnly date)
    {
        while (!IsWorkday(date))
        {
            date = date.AddDays(1);
        }

        return date;
    }
}
