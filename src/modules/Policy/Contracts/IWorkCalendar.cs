namespace Haochaping.Policy.Contracts;

/// <summary>工作日历 — working days by the yearly notices of the State Council's General Office.</summary>
public interface IWorkCalendar
{
    /// <summary>Years with a notice, ascending.</summary>
    IReadOnlyList<CalendarYear> Years { get; }

    /// <summary>变更序号 — counts up with every change of the calendar; a limit keeps the number it was derived with.</summary>
    int Revision { get; }

    /// <summary>Whether a day is worked; by weekday alone where <see cref="IsKnown"/> is false.</summary>
    bool IsWorkday(DateOnly date);

    /// <summary>
    /// Whether the notices that decide this day are loaded. The last week of December also needs the next year's:
    /// New Year arrangements have moved days there (2018-12-29, 2022-12-31).
    /// </summary>
    bool IsKnown(DateOnly date);

    /// <summary>The day reached after so many working days; 0 = the same day, or the next working day.</summary>
    DateOnly Add(DateOnly day, WorkingDays days);

    /// <summary>What the notices say about a day, or null where only the weekday decides.</summary>
    CalendarDay? Notice(DateOnly date);

    /// <summary>What an operator must be told today: the current year has no calendar, or from November on the coming one.</summary>
    IReadOnlyList<int> MissingYears(DateOnly today);
}

/// <summary>年度安排 — one year's notice.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Papers">Addresses of the notices.</param>
/// <param name="Days">Days the notices name, ascending; may reach into the previous December.</param>
public sealed record CalendarYear(int Year, IReadOnlyList<Uri> Papers, IReadOnlyList<CalendarDay> Days)
{
    /// <summary>The notice as it was entered; null for a shipped file.</summary>
    public CalendarNotice? Notice { get; init; }

    /// <summary>Version of an imported year; null for a shipped file.</summary>
    public int? Version { get; init; }
}

/// <summary>放假或调休日 — one day a notice names.</summary>
/// <param name="Name">Holiday, for example 国庆节.</param>
/// <param name="Date">Civil date.</param>
/// <param name="IsOffDay">True: day off (休). False: make-up working day (班).</param>
/// <param name="Year">The year whose notice names it.</param>
/// <param name="OwnNotice">Title of the notice that names it, where that is not the year's own (extended, moved, once only).</param>
public sealed record CalendarDay(string Name, DateOnly Date, bool IsOffDay, int Year, string? OwnNotice = null)
{
    /// <summary>依据 — title of the notice it rests on.</summary>
    public string Notice => OwnNotice ?? Notices.Title(Year);
}
