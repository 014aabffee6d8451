using Haochaping.Kernel.Time;

namespace Haochaping.Policy.Contracts;

/// <summary>截止时间 — a computed limit: it runs to 24:00 of its last day, house time .</summary>
/// <param name="Clock">Which clock.</param>
/// <param name="Pack">Whose rules.</param>
/// <param name="Duration">The legal time.</param>
/// <param name="StartDay">Day 0: the civil date of the event.</param>
/// <param name="LastDay">The last day on which it is in time.</param>
/// <param name="Provisional">暂定 — a year without a published calendar was touched; the date may move.</param>
/// <param name="Cites">What the length rests on.</param>
public sealed record Deadline(
    Clock Clock,
    PackRef Pack,
    Duration Duration,
    DateOnly StartDay,
    DateOnly LastDay,
    bool Provisional,
    IReadOnlyList<Citation> Cites)
{
    /// <summary>变更序号 — of the calendar it was counted by.</summary>
    public int Calendar { get; init; }

    /// <summary>The first instant that is too late: 00:00 +08:00 of the day after the last.</summary>
    public DateTimeOffset ExpiresAt => LastDay.EndOfDay();

    /// <summary>The page on which it explains itself, without the path base.</summary>
    public string ExplainPath => ExplainLink.For(Pack, Clock, StartDay);

    /// <summary>Whether an instant is too late.</summary>
    public bool IsOver(DateTimeOffset now) => now >= ExpiresAt;
}

/// <summary>逐日说明 — one day of an explanation.</summary>
/// <param name="Date">Civil date.</param>
/// <param name="Counted">Whether it counts towards the length.</param>
/// <param name="Why">Chinese: weekend, holiday by name, 调休上班, and the notice it rests on.</param>
public sealed record DayMark(DateOnly Date, bool Counted, string Why);

/// <summary>期限计算 — pure arithmetic on pack and calendar; day 0 is the civil date of the event, counting starts after it.</summary>
public interface IDeadlines
{
    /// <summary>The limit of a pack's clock that starts at an instant.</summary>
    Deadline Compute(RulePack pack, Clock clock, DateTimeOffset from);

    /// <summary>The same with another length, where the unit or a supplementary rule sets it.</summary>
    Deadline Compute(RulePack pack, Clock clock, Duration instead, DateTimeOffset from);

    /// <summary>Every day from day 0 to the last, with the reason; built only when somebody asks.</summary>
    IReadOnlyList<DayMark> Explain(Deadline deadline);
}
