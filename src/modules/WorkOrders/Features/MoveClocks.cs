using System.Globalization;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>日历变更 — the calendar changed: the running limits are to be derived again.</summary>
internal sealed class PlanClocksOnCalendarChanged : Reaction<CalendarChanged>
{
    protected override Task ReactAsync(IReadOnlyList<Recorded<CalendarChanged>> facts, AppDb db, CancellationToken cancel)
    {
        db.AddRange(facts.Select(f => new ClockSweep { Revision = f.Fact.Revision, At = f.Fact.At, Notice = f.Fact.Notice.ToString() }));
        return Task.CompletedTask;
    }
}

/// <summary>
/// 重算时限 — derives running limits again after a calendar change, a batch at a time, with a line in the trace and a fact. Each order
/// remembers the oldest calendar of its running limits, so whatever stops it, it goes on where it was.
/// </summary>
internal sealed class MoveClocks(AppDb db, OrderDesk desk, IRulePacks packs, IWorkCalendar calendar, TimeProvider clock) : IJob
{
    private const int Batch = 100;

    // A node that has not read the new calendar yet may start a few more clocks by the old one; until then the sweep stays.
    private static readonly TimeSpan Stragglers = TimeSpan.FromMinutes(1);

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (await db.ClockSweeps.Where(s => s.DoneAt == null).OrderBy(s => s.Revision).FirstOrDefaultAsync(cancel) is not { } sweep)
        {
            return 0;
        }

        if (calendar.Revision < sweep.Revision && (await packs.ReloadAsync(cancel)).Refusal is not null)
        {
            return 0; // the reason stands in the console and in the log; nothing is flagged meanwhile
        }

        var orders = await db.Orders.Where(o => o.Calendar < sweep.Revision).OrderBy(o => o.Calendar).Take(Batch).ToListAsync(cancel);
        if (orders.Count == 0 && clock.Now() < sweep.At + Stragglers)
        {
            return 0;
        }

        sweep.DoneAt = orders.Count == 0 ? clock.Now() : null;
        orders.ForEach(o => Move(o, sweep));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Math.Max(orders.Count, 1);
        }
        catch (DbUpdateException) when (orders.Count > 0)
        {
            db.ChangeTracker.Clear(); // somebody is working on one of them; the next run sees the result
            return 0;
        }
    }

    private void Move(Order order, ClockSweep sweep)
    {
        var (next, moved) = order.FollowCalendar(desk.RulesOf(order), sweep.At);
        next = next with { Calendar = next.Calendar is null ? null : Math.Max(next.Calendar.Value, sweep.Revision) }; // what had ended by then stays, and is looked at
        if (moved.Count > 0)
        {
            var now = clock.Now();
            next = next with { Version = order.Version + 1 };
            List<ClockMove> moves = [.. moved.Select(m => new ClockMove(m.After.Clock, m.After.Side, m.After.Round, m.Before.LastDay, m.After.LastDay, m.After.Provisional))];
            db.AddRange(moves.Select((m, i) => Line(order, next.Version, i, m, sweep.Notice, now)));
            db.Leave(
                new OrderClocksMoved(order.CaseId, order.About, sweep.Revision, sweep.Notice, moves),
                Ids.Derive("order-clocks-moved", order.Id.ToString(), sweep.Revision.ToString(CultureInfo.InvariantCulture), next.Version.ToString(CultureInfo.InvariantCulture)),
                Actor.House,
                now);
        }

        db.Entry(order).CurrentValues.SetValues(next);
    }

    private static TraceEntry Line(Order order, int version, int line, ClockMove move, string notice, DateTimeOffset now) => new()
    {
        CaseId = order.CaseId,
        OrderId = order.Id,
        Line = (version * TraceEntry.LinesPerAct) + line,
        Act = OrderAct.Recalculated,
        At = now,
        By = Actor.House.ToString(),
        Desk = order.At.Name,
        Words = [move.Clock.Word(), Named.Word(move.Side)],
        Day = move.LastDay,
        Text = move.Told(notice),
    };
}
