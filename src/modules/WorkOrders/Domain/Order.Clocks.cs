using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

internal sealed partial record Order
{
    /// <summary>
    /// What the citizen was promised: from the rating, or from dispatch where the pack says so. Until verification has decided, the limit
    /// of a complex problem stands.
    /// </summary>
    private static IReadOnlyList<OrderClock> Promises(Rules rules, DateTimeOffset openedAt, DateTimeOffset now)
    {
        var from = rules.Pack.Deadline.DayZero == DayZero.Dispatched ? now : openedAt;
        Clock[] promised = [Clock.Contact, Clock.FirstReply, Clock.RectifyComplex, Clock.AbsoluteMax];
        return [.. promised.Select(clock => OrderClock.Start(rules, clock, ClockSide.Citizen, 1, from))];
    }

    /// <summary>What the unit is judged by: from the dispatch to it, and again after 退单重派 (C15).</summary>
    private IReadOnlyList<OrderClock> Judging(Rules rules, DateTimeOffset now)
    {
        var from = rules.Pack.Deadline.UnitDayZero == DayZero.Dispatched ? now : OpenedAt;
        Clock[] judged = [Clock.Accept, Clock.Contact, Clock.FirstReply, Clock.RectifyComplex];
        return [.. judged.Select(clock => OrderClock.Start(rules, clock, ClockSide.Unit, Round, from))];
    }

    private Order With(IEnumerable<OrderClock> clocks)
    {
        IReadOnlyList<OrderClock> all = [.. clocks];
        return this with
        {
            Clocks = all,
            Due = all.Where(c => c.IsRunning).Min(c => (DateTimeOffset?)c.ExpiresAt),
            NextExpiry = all.Where(c => c.IsUnflagged).Min(c => (DateTimeOffset?)c.ExpiresAt),
            Calendar = all.Where(c => c.IsRunning && c.OverdueAt is null).Min(c => (int?)c.Calendar),
            IsOverdue = all.Any(c => c.OverdueAt is not null),
        };
    }

    private Order Meet(DateTimeOffset now, params ReadOnlySpan<Clock> met)
    {
        var kinds = met.ToArray();
        return With(Clocks.Select(c => c.IsRunning && kinds.Contains(c.Clock) ? c with { MetAt = now } : c));
    }

    /// <summary>
    /// 立行立改 — found simple, its own limit takes the place of the complex one, from the same day 0. Where it is “at once” (length 0) it
    /// starts now: before verification nobody could know.
    /// </summary>
    private IEnumerable<OrderClock> Simplified(Rules rules, DateTimeOffset now) => Clocks.Select(c => c is { Clock: Clock.RectifyComplex, IsRunning: true }
        ? OrderClock.Start(rules, Clock.RectifySimple, c.Side, c.Round, rules.Pack.Deadline.Simple.Length == 0 ? now : c.From)
        : c);

    /// <summary>The limits of rectification that run in this round.</summary>
    private IEnumerable<OrderClock> Rectification => Clocks.Where(c => c.IsRectification && c.Round == Round);

    /// <summary>按期 — the unit is judged by its own clock, in every round, and an extension after the limit does not heal it.</summary>
    private bool IsInTime(DateTimeOffset now) =>
        OnTime != false && Rectification.Where(c => c.Side == ClockSide.Unit).All(c => c.OverdueAt is null && now < c.ExpiresAt);

    /// <summary>
    /// 标记超期 — flags what ran out up to an instant; what it flags takes effect at the deadline itself. It neither stops the work nor
    /// punishes anybody.
    /// </summary>
    public (Order Next, IReadOnlyList<OrderClock> Missed) FlagOverdue(DateTimeOffset until)
    {
        List<OrderClock> missed = [];
        var clocks = Clocks.Select(c => c.IsUnflagged && c.ExpiresAt <= until ? Flag(c) : c).ToList();
        return (With(clocks), missed);

        OrderClock Flag(OrderClock clock)
        {
            var flagged = clock with { OverdueAt = clock.ExpiresAt };
            missed.Add(flagged);
            return flagged;
        }
    }
}
