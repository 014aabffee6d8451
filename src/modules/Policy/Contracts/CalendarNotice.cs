using Haochaping.Kernel.Facts;

namespace Haochaping.Policy.Contracts;

/// <summary>放假通知 — the paper a year's arrangement, or a change of it, rests on.</summary>
/// <param name="Title">通知标题.</param>
/// <param name="Number">文号, for example 国办发明电〔2025〕7号; null for a shipped file.</param>
/// <param name="Published">成文或发布日期; null for a shipped file.</param>
/// <param name="Url">Where it is published; null for a shipped file.</param>
public sealed record CalendarNotice(string Title, string? Number, DateOnly? Published, string? Url)
{
    /// <summary>As a page or a trace cites it.</summary>
    public override string ToString() => Number is null ? $"《{Title}》" : $"《{Title}》（{Number}）";
}

/// <summary>单日变化 — what became of one day.</summary>
/// <param name="Date">Civil date.</param>
/// <param name="Name">Holiday.</param>
/// <param name="WasOff">True 休, false 班, null: not named before.</param>
/// <param name="IsOff">True 休, false 班, null: not named any more.</param>
public sealed record DayChange(DateOnly Date, string Name, bool? WasOff, bool? IsOff);

/// <summary>日历已变更 — a year came or was corrected; whoever keeps open limits derives them again.</summary>
/// <param name="CaseId">Derived from the year: it has no case.</param>
/// <param name="Revision">Counts up with every change of any year.</param>
/// <param name="Year">Which year.</param>
/// <param name="Version">Version of that year.</param>
/// <param name="Notice">What it rests on.</param>
/// <param name="Days">What changed.</param>
/// <param name="At">From when on it holds: limits that had ended by then stay.</param>
[Fact("calendar-changed", 1)]
public sealed record CalendarChanged(Guid CaseId, int Revision, int Year, int Version, CalendarNotice Notice, IReadOnlyList<DayChange> Days, DateTimeOffset At) : IFact;
