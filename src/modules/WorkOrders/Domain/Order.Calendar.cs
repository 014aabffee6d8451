using Haochaping.Kernel.Time;

namespace Haochaping.WorkOrders.Domain;

internal sealed partial record Order
{
    /// <summary>
    /// 时限重算 — what a changed calendar makes of the running limits. Those met, flagged or ended by then stay. A promised date that a person
    /// set earlier stays; everything else only becomes later, but a provisional date becomes what the notice makes it (our decision).
    /// </summary>
    /// <param name="rules">The pack and the calendar of now.</param>
    /// <param name="changedAt">From when on the change holds.</param>
    public (Order Next, IReadOnlyList<(OrderClock Before, OrderClock After)> Moved) FollowCalendar(Rules rules, DateTimeOffset changedAt)
    {
        List<(OrderClock Before, OrderClock After)> moved = [];
        return (With(Clocks.Select(Follow).ToList()), moved);

        OrderClock Follow(OrderClock clock)
        {
            if (!clock.IsRunning || clock.OverdueAt is not null || clock.ExpiresAt <= changedAt)
            {
                return clock;
            }

            var next = clock.Derived(rules, changedAt.BusinessDate());
            if (next.LastDay != clock.LastDay || next.Provisional != clock.Provisional)
            {
                moved.Add((clock, next));
            }

            return next;
        }
    }
}
