using System.Globalization;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>
/// 标记超期 — flags limits that ran out, once per clock, effective at the limit itself. It waits longer than any request lives, so what
/// arrived in time counts as in time. It stops no work and punishes nobody.
/// </summary>
internal sealed class FlagOverdueOrders(AppDb db, OrderDesk desk, IWorkCalendar calendar, TimeProvider clock) : IJob
{
    private const int Batch = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (!await db.AreClocksSweptAsync(calendar.Revision, cancel))
        {
            return 0; // a calendar change may still move a limit that seems over; the flag takes effect at the limit anyway
        }

        var until = clock.Now() - Patience;
        var late = await db.Orders.Where(o => o.NextExpiry <= until).OrderBy(o => o.NextExpiry).Take(Batch).ToListAsync(cancel);
        foreach (var order in late)
        {
            Flag(order, until);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
            return late.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear(); // somebody is working on one of them; the next run sees the result
            return 0;
        }
    }

    private void Flag(Order order, DateTimeOffset until)
    {
        var (next, missed) = order.FlagOverdue(until);
        next = next with { Version = order.Version + 1 };
        var escalation = desk.RulesOf(order).Pack.Deadline.OverdueEscalatesTo;
        db.Add(new TraceEntry
        {
            CaseId = order.CaseId,
            OrderId = order.Id,
            Line = next.Version * TraceEntry.LinesPerAct,
            Act = OrderAct.Overdue,
            At = missed[0].ExpiresAt,
            By = Actor.House.ToString(),
            Desk = order.At.Name,
            Words = [.. missed.Select(m => m.Clock.Word()).Distinct(), .. escalation == Party.None ? Array.Empty<string>() : [Words.Key("提请督办"), Parties.Word(escalation)]],
        });
        db.Entry(order).CurrentValues.SetValues(next);
        foreach (var clockMissed in missed)
        {
            db.Leave(
                new OrderOverdue(order.CaseId, order.About, clockMissed.Clock, clockMissed.Side, clockMissed.Round, clockMissed.LastDay, clockMissed.ExpiresAt, escalation),
                Key(order, clockMissed),
                Actor.House,
                clock.Now(),
                clockMissed.LastDay);
        }
    }

    // Day 0 is part of the key: after 退单重派 the same clock runs again.
    private static Guid Key(Order order, OrderClock missed) => Ids.Derive(
        "order-overdue", order.Id.ToString(), missed.Clock.ToString(), missed.Side.ToString(), missed.Round.ToString(CultureInfo.InvariantCulture),
        missed.From.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
}
