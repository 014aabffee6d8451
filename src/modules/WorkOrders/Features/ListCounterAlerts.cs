using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>
/// 提醒值班主任 — what was just rated negative or complained of in somebody's own halls, where the pack wants it settled at the counter
/// (重庆 三(四)). Whoever runs the hall learns of the window, never of who rated nor of what they wrote.
/// </summary>
internal sealed class ListCounterAlerts(AppDb db, OrderDesk desk)
{
    private const int Most = 100;

    public async Task<IReadOnlyList<CounterAlert>> RunAsync(StaffScope scope, CancellationToken cancel)
    {
        var halls = scope.Halls.ToList();
        if (halls.Count == 0)
        {
            return [];
        }

        var open = await db.Orders.AsNoTracking()
            .Where(o => halls.Contains(o.Hall!) && (o.State == OrderState.Dispatched || o.State == OrderState.Accepted))
            .OrderByDescending(o => o.OpenedAt).Take(Most).ToListAsync(cancel);
        return [.. open.Where(o => desk.RulesOf(o).Pack.WorkOrder.AlertDutyManager).Select(o => new CounterAlert(o.Number, o.About.Level, o.About.Place.ItemName, o.UnitName, o.About.Place.Window, o.OpenedAt, o.Due))];
    }
}

/// <summary>当场处理提醒 — one order that waits at a window of the hall.</summary>
internal sealed record CounterAlert(string Number, Level? Level, string Item, string Unit, string? Window, DateTimeOffset At, DateTimeOffset? Due);
