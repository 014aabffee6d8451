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
/// <param name="FirstLastDay">The last day before an extension moved it.</param>
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
    DateOnly? FirstLastDay = null)
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
        return new(clock, side, round, from, deadline.LastDay, deadline.Provisional, deadline.Duration, rules.Article(clock) ?? "");
    }

    /// <summary>The same with another last day.</summary>
    public OrderClock MovedTo(DateOnly day) => this with { LastDay = day, FirstLastDay = FirstLastDay ?? LastDay };
}
