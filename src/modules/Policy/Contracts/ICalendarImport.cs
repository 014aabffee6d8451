using Haochaping.Kernel;
using Haochaping.Kernel.Actors;

namespace Haochaping.Policy.Contracts;

/// <summary>导入日历 — a year's notice: preview, confirm. Nothing holds before the confirmation.</summary>
public interface ICalendarImport
{
    /// <summary>What the file would do, or every complaint at once.</summary>
    Result<CalendarPreview> Preview(CalendarPaper paper);

    /// <summary>Puts it in force, if it still does what the preview said; leaves <see cref="CalendarChanged"/>.</summary>
    Task<Result<CalendarPreview>> ConfirmAsync(CalendarPaper paper, string? confirmation, Actor by, CancellationToken cancel);

    /// <summary>Every version of every year that this house ever knew, newest first.</summary>
    Task<IReadOnlyList<CalendarVersionView>> VersionsAsync(CancellationToken cancel);
}

/// <summary>待导入的安排 — the file (JSON of <c>policy/calendar</c>, or CSV) and the notice; what is typed wins over what the file says.</summary>
/// <param name="FileName">Its ending decides the format.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Title">通知标题.</param>
/// <param name="Number">文号.</param>
/// <param name="Published">通知日期, yyyy-MM-dd.</param>
/// <param name="Url">通知网址.</param>
public sealed record CalendarPaper(string FileName, byte[] Content, string? Title, string? Number, string? Published, string? Url);

/// <summary>导入预览 — in the future tense.</summary>
/// <param name="Year">Which year.</param>
/// <param name="IsKnown">更正: the year is there already.</param>
/// <param name="Notice">What it rests on.</param>
/// <param name="Off">Days off of the year.</param>
/// <param name="Work">Make-up working days of the year.</param>
/// <param name="Changes">What becomes of which day.</param>
/// <param name="Hints">提示 — odd, but not wrong.</param>
/// <param name="Confirmation">To be sent back: binds the confirmation to what was shown.</param>
public sealed record CalendarPreview(
    int Year, bool IsKnown, CalendarNotice Notice, int Off, int Work, IReadOnlyList<DayChange> Changes, IReadOnlyList<string> Hints, string Confirmation)
{
    /// <summary>Days off that come.</summary>
    public int AddedOff => Changes.Count(c => c is { IsOff: true, WasOff: null or false });

    /// <summary>Working days that come.</summary>
    public int AddedWork => Changes.Count(c => c is { IsOff: false, WasOff: null or true });

    /// <summary>Days that are not named any more.</summary>
    public int Dropped => Changes.Count(c => c.IsOff is null);
}

/// <summary>日历版本 — one version of one year.</summary>
/// <param name="Year">Year.</param>
/// <param name="Version">From 1.</param>
/// <param name="Imported">导入, else it came with the policy folder.</param>
/// <param name="Notice">What it rests on.</param>
/// <param name="At">When this house learned it.</param>
/// <param name="By">Who, as a token.</param>
public sealed record CalendarVersionView(int Year, int Version, bool Imported, CalendarNotice Notice, DateTimeOffset At, string By);
