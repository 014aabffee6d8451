using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>时限经过 — whether the limits of an order can be what its facts made of them. Limits that began after a forwarding stand in no fact; their flags and ends do.</summary>
internal sealed class ClockStory(OrderStory story, IReadOnlyList<OrderClock> clocks)
{
    private readonly IReadOnlyList<IFact> facts = [.. story.Facts.Select(f => f.Fact)];

    /// <summary>True where nothing contradicts the facts.</summary>
    public bool Agrees() => story.Opened.Clocks.Where(c => c.Side == ClockSide.Citizen).All(Began) && clocks.All(Moved) && clocks.All(Ended) && clocks.All(Flagged) && Told() && Waits();

    /// <summary>A promise to the citizen stands, or stood before an extension or a calendar change moved it, on the day the opening told.</summary>
    private bool Began(ClockFact told) => clocks.FirstOrDefault(c => (c.Clock, c.Side, c.Round) == (told.Clock, told.Side, 1)) switch
    {
        { } clock => clock.ToldLastDay == told.LastDay || (clock.FirstLastDay ?? clock.LastDay) == told.LastDay,
        null => told.Clock == Clock.Contact ? story.HandledAt is not null : told.Clock == Clock.RectifyComplex && story.Triage == Triage.Simple,
    };

    /// <summary>A day that is not the first one was promised, granted or recalculated, and a recalculated one says from which.</summary>
    private bool Moved(OrderClock clock)
    {
        var moves = facts.OfType<OrderClocksMoved>().SelectMany(f => f.Clocks).Where(m => (m.Clock, m.Side, m.Round) == (clock.Clock, clock.Side, clock.Round)).ToList();
        var isFirst = clock is { FirstLastDay: null, ToldLastDay: null };
        var isGiven = moves.Exists(m => m.LastDay == clock.LastDay)
            || facts.Any(f => (f is OrderExtended e && e.LastDay == clock.LastDay) || (f is MeasureTaken m && m.Promised == clock.LastDay));
        return (isFirst || isGiven) && (clock.ToldLastDay is not { } told || moves.Exists(m => m.Before == told));
    }

    private bool Ended(OrderClock clock)
    {
        DateTimeOffset[] ends = [.. facts.Select(f => Ends(clock, f)).OfType<DateTimeOffset>()];
        return clock.MetAt is { } met ? ends.Contains(met) : !(clock.IsRectification && story.State is OrderState.Auditing or OrderState.Handled or OrderState.Closed && clock.Round == story.Round);
    }

    private static DateTimeOffset? Ends(OrderClock clock, IFact fact) => (clock.Clock, fact) switch
    {
        (_, OrderVoided voided) => voided.At,
        (Clock.Accept, OrderAccepted accepted) => accepted.At,
        (Clock.Contact, OrderContacted { Result: not ContactResult.NotReached } contacted) => contacted.At,
        (Clock.FirstReply, OrderExtended extended) => extended.At,
        (Clock.ResultAudit, ResultAudited audited) => audited.At,
        (Clock.SatisfactionVisit, OrderVisited { Result: not ContactResult.NotReached } visited) => visited.At,
        (Clock.FirstReply or Clock.RectifySimple or Clock.RectifyComplex or Clock.AbsoluteMax, OrderHandled handled) => handled.At,
        (Clock.FirstReply or Clock.RectifySimple or Clock.RectifyComplex or Clock.AbsoluteMax, ResultSubmitted submitted) => submitted.At,
        _ => null,
    };

    private bool Flagged(OrderClock clock) => clock.OverdueAt is null || facts.OfType<OrderOverdue>().Any(o => Same(o, clock) && o.EffectiveAt == clock.OverdueAt);

    /// <summary>A flag that was told stays, unless the clock itself was replaced.</summary>
    private bool Told() => facts.OfType<OrderOverdue>()
        .Where(o => o.Clock is not (Clock.Contact or Clock.RectifyComplex) && !(o.Side == ClockSide.Unit && facts.Any(f => f is OrderReturned or OrderForwarded)))
        .All(o => clocks.Any(c => Same(o, c) && c.OverdueAt == o.EffectiveAt));

    /// <summary>An order that waits for its audit or for the rater's word has the limit of that, and no other has.</summary>
    private bool Waits()
    {
        var running = clocks.Where(c => c.Side == ClockSide.Reviewer && c.IsRunning).Select(c => ((Clock?)c.Clock, (DateTimeOffset?)c.From)).ToList();
        return story.State switch
        {
            OrderState.Auditing => running is [var audit] && audit == (Clock.ResultAudit, facts.OfType<ResultSubmitted>().Last().At),
            OrderState.Handled => running is [var visit] && visit == (Clock.SatisfactionVisit, story.HandledAt),
            _ => running.Count == 0,
        };
    }

    private static bool Same(OrderOverdue told, OrderClock clock) => (told.Clock, told.Side, told.Round) == (clock.Clock, clock.Side, clock.Round);
}
