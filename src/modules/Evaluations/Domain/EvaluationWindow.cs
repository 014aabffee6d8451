using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>
/// 评价窗口 — from when to when one service may be rated. Day 0 is the day of completion; where the window was over before the
/// house could open the entry (the report came that late), day 0 is the day it opens: a citizen who never could rate is never
/// defaulted (our own decision, ADR 0012, shown as 默认).
/// </summary>
/// <param name="CountsFrom">The event of day 0.</param>
/// <param name="ClosesAt">First instant that is too late.</param>
/// <param name="Provisional">暂定: a calendar year was missing.</param>
/// <param name="SupplementUntil">Until when an answer may supersede a default, where the pack allows that.</param>
/// <param name="Calendar">变更序号 of the calendar it was derived by.</param>
internal sealed record EvaluationWindow(DateTimeOffset CountsFrom, DateTimeOffset ClosesAt, bool Provisional, DateTimeOffset? SupplementUntil, int Calendar)
{
    /// <summary>The window of a service completed then whose entry opens now. Pure.</summary>
    public static EvaluationWindow Of(RulePack pack, IDeadlines deadlines, DateTimeOffset completedAt, DateTimeOffset opensAt)
    {
        var ordinary = From(pack, deadlines, completedAt);
        return opensAt < ordinary.ClosesAt ? ordinary : From(pack, deadlines, opensAt);
    }

    /// <summary>The window that this day 0 has by pack and calendar. Pure.</summary>
    public static EvaluationWindow From(RulePack pack, IDeadlines deadlines, DateTimeOffset dayZero)
    {
        var window = deadlines.Compute(pack, Clock.EvaluationWindow, dayZero);
        var supplement = pack.Window.Supplementary is { Allowed: true, ReplacesDefault: true, Until: { } longer }
            ? deadlines.Compute(pack, Clock.EvaluationWindow, longer, dayZero).ExpiresAt
            : (DateTimeOffset?)null;
        return new(dayZero, window.ExpiresAt, window.Provisional, supplement, window.Calendar);
    }
}
