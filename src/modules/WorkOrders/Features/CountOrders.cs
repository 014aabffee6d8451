using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>待办统计 — the cards above the list.</summary>
internal sealed class CountOrders(AppDb db, TimeProvider clock)
{
    /// <summary>What waits, out of one grouped query; 按期整改率 of the month counts orders handled since its first day.</summary>
    public async Task<OrderCounts> RunAsync(StaffScope scope, CancellationToken cancel)
    {
        var now = clock.Now();
        var (today, soon, month) = (OrderFilter.EndOf(now, 0), OrderFilter.EndOf(now, OrderFilter.SoonDays), now.BusinessDate().AddDays(1 - now.BusinessDate().Day).Midnight());
        var mine = db.Orders.AsNoTracking().SeenBy(scope);
        var open = await mine.Where(o => o.State != OrderState.Closed && o.State != OrderState.Voided)
            .GroupBy(o => o.State)
            .Select(g => new Count(g.Key, g.Count(), g.Count(o => o.Due <= today), g.Count(o => o.Due <= soon)))
            .ToListAsync(cancel);
        var handled = await mine.Where(o => o.HandledAt >= month && o.State != OrderState.Voided).GroupBy(o => o.OnTime == true).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        return new(
            Sum(open, OrderState.Dispatched),
            Sum(open, OrderState.Accepted, OrderState.Rectifying, OrderState.Explaining, OrderState.Auditing),
            Sum(open, OrderState.Handled),
            handled.Where(h => h.Key).Sum(h => h.Count),
            handled.Sum(h => h.Count));
    }

    private static Waiting Sum(List<Count> counts, params OrderState[] states)
    {
        var these = counts.Where(c => states.Contains(c.State)).ToList();
        return new(these.Sum(c => c.All), these.Sum(c => c.Today), these.Sum(c => c.Soon));
    }

    private sealed record Count(OrderState State, int All, int Today, int Soon);
}

/// <summary>How many wait, how many of them are due today (or missed), how many within three days.</summary>
internal sealed record Waiting(int All, int Today, int Soon);

/// <summary>待办数.</summary>
internal sealed record OrderCounts(Waiting ToAccept, Waiting InHand, Waiting ToVisit, int OnTime, int Handled);
