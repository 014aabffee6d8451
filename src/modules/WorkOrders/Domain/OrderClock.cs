using System.Text.Json.Serialization;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>工单时限 — one running limit of an order, with all it takes to explain it later.</summary>
/// <param name="Clock">Which.</param>
/// <param name="Side">Whose.</param>
/// <param name="Round">1, or more after a reopening.</param>
/// <param name="From">The instant whose civil date is day 0.</param>
/// <param name="LastDay">Last day in time; moved by an extension.</param>
/// <param name="Provisional">暂定: a calendar year was missing.</param>
/// <param name="Duration">The legal time; soft is 原则上 (C4).</param>
/// <param name="Basis">The article it rests on; empty where it is this system's default.</param>
/// <param name="MetAt">When what it asks for was done.</param>
/// <param name="OverdueAt">The deadline, once it was flagged as missed.</param>
/// <param name="FirstLastDay">The last day before an extension or a promise moved it.</param>
/// <param name="Calendar">变更序号 of the calendar it was derived by.</param>
/// <param name="ToldLastDay">The last day before a calendar change moved it first.</param>
internal sealed record OrderClock(
    Clock Clock,
    ClockSide Side,
    int Round,
    DateTimeOffset From,
    DateOnly LastDay,
    bool Provisional,
    Duration Duration,
    string Basis,
    DateTimeOffset? MetAt = null,
    DateTimeOffset? OverdueAt = null,
    DateOnly? FirstLastDay = null,
    int Calendar = 0,
    DateOnly? ToldLastDay = null)
{
    /// <summary>First instant that is too late.</summary>
    [JsonIgnore]
    public DateTimeOffset ExpiresAt => LastDay.EndOfDay();

    /// <summary>Whether it is the limit of rectification, simple or complex.</summary>
    [JsonIgnore]
    public bool IsRectification => Clock is Clock.RectifySimple or Clock.RectifyComplex;

    /// <summary>Whether it is still to be met.</summary>
    [JsonIgnore]
    public bool IsRunning => MetAt is null;

    /// <summary>Missed, but not flagged yet.</summary>
    [JsonIgnore]
    public bool IsUnflagged => OverdueAt is null && (MetAt is null || MetAt >= ExpiresAt);

    /// <summary>Starts a clock of a pack.</summary>
    public static OrderClock Start(Rules rules, Clock clock, ClockSide side, int round, DateTimeOffset from)
    {
        var deadline = rules.Deadlines.Compute(rules.Pack, clock, from);
        return new(clock, side, round, from, deadline.LastDay, deadline.Provisional, deadline.Duration, rules.Article(clock) ?? "", Calendar: deadline.Calendar);
    }

    /// <summary>
    /// The same by the calendar of now: later where that gives more time, earlier only where the date was provisional, and then not before
    /// <paramref name="earliest"/>. A date that a person set for it stays, unless the law now gives more than an extension did.
    /// </summary>
    public OrderClock Derived(Rules rules, DateOnly earliest)
    {
        var deadline = rules.Deadlines.Compute(rules.Pack, Clock, Duration, From);
        var derived = deadline.LastDay > earliest ? deadline.LastDay : earliest;
        var promised = FirstLastDay > LastDay;
        var day = derived > LastDay && !promised ? derived
            : derived < LastDay && Provisional && FirstLastDay is null ? derived
            : LastDay;
        return this with { LastDay = day, Provisional = deadline.Provisional, Calendar = deadline.Calendar, ToldLastDay = day == LastDay ? ToldLastDay : ToldLastDay ?? LastDay };
    }

    /// <summary>The same with another last day.</summary>
    public OrderClock MovedTo(DateOnly day) => this with { LastDay = day, FirstLastDay = FirstLastDay ?? LastDay };
}
