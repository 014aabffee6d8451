using Haochaping.Kernel.Time;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;

namespace Haochaping.WorkOrders.Features;

/// <summary>承诺时限 — the day the unit promised (重庆 三(四), GEN-E3.3), never after the legal limit. Missing it is shown and punishes nobody.</summary>
/// <param name="Day">What was promised.</param>
/// <param name="Limit">What the law, or an extension, gives.</param>
/// <param name="IsMissed">The day is over and the order is not handled.</param>
internal sealed record PromiseView(DateOnly Day, DateOnly Limit, bool IsMissed)
{
    public static PromiseView? Of(Order order, DateTimeOffset now)
    {
        if (order.Promised is not { } day || order.Clocks.LastOrDefault(c => c.IsRectification && c.Side == ClockSide.Citizen) is not { } clock)
        {
            return null;
        }

        // Where the place lets the unit set its own limit, the clock has moved to the promise; its first day is the law's.
        var limit = clock.FirstLastDay > clock.LastDay ? clock.FirstLastDay.Value : clock.LastDay;
        return new(day, limit, (order.HandledAt ?? now).BusinessDate() > day);
    }
}
