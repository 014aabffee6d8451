using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>
/// 差评、投诉即生成工单 — one negative rating act, or one complaint, opens one order, however often it is told (深圳 第二十一条, 江西 第十五条); a
/// stage and the whole of one case share an open one (C8), and so do a complaint and a negative about it (海口 4.12).
/// </summary>
internal sealed class OpenOrders(IRulePacks packs, IDeadlines deadlines, FindRoute routes, TimeProvider clock) : IFollower
{
    /// <inheritdoc />
    public IReadOnlyCollection<Type> Wants { get; } = [typeof(EvaluationSubmitted), typeof(ComplaintFiled)];

    /// <summary>Key of the order of a task or complaint.</summary>
    public static Guid KeyOf(Guid taskId) => Ids.Derive("order", taskId.ToString());

    /// <inheritdoc />
    public async Task FollowAsync(IReadOnlyList<Recorded<IFact>> facts, AppDb db, CancellationToken cancel)
    {
        // A complaint may join an order even where it would open none.
        var grievances = facts.Select(Grievance.Of).Where(o => !o.Place.IsProbe && (o.IsComplaint || Order.Opens(PackOf(o), o))).ToList();
        if (grievances.Count == 0)
        {
            return;
        }

        // Where this follower was held up, an appeal may have been upheld before the order was there to be voided.
        var fallen = await VoidOnAppealUpheld.FallenAsync(db, grievances.ConvertAll(o => o.CaseId), cancel);
        grievances.RemoveAll(o => fallen.Contains(o.Id));
        var keys = grievances.ConvertAll(o => KeyOf(o.Id));
        var known = (await db.Orders.Where(o => keys.Contains(o.Id)).Select(o => o.Id).ToListAsync(cancel)).ToHashSet();
        var numbers = await NumbersAsync(grievances, db, cancel);
        var cases = grievances.ConvertAll(o => o.CaseId);
        var orders = await db.Orders.Where(o => cases.Contains(o.CaseId)).ToListAsync(cancel);
        foreach (var grievance in grievances.Where(o => known.Add(KeyOf(o.Id))))
        {
            var rules = new Rules(PackOf(grievance), deadlines);
            if (orders.Find(o => o.CaseId == grievance.CaseId && o.Takes(grievance, rules.Pack)) is { } open)
            {
                Join(db, open, grievance, rules);
            }
            else if (Order.Opens(rules.Pack, grievance))
            {
                orders.Add(Add(db, grievance, rules, await routes.ForAsync(rules.Pack, grievance, cancel), OrderNumber.Candidates(grievance.Day, KeyOf(grievance.Id)).First(numbers.Add), Actor.House));
            }
        }
    }

    private void Join(AppDb db, Order order, Grievance grievance, Rules rules)
    {
        var now = clock.Now();
        var held = new Held(db, order, rules, Actor.House, now);
        held.Note(OrderAct.Joined, Named.Joining(grievance.Kind, grievance.Level));
        var next = order.Join(grievance);
        db.Leave(new OrderJoined(order.CaseId, next.About, grievance.Id, grievance.Kind, grievance.Level, grievance.At), Ids.Derive("order-joined", grievance.Id.ToString()), Actor.House, now);
        db.Entry(order).CurrentValues.SetValues(next with { Version = order.Version + 1 });
    }

    /// <summary>The order of a grievance, with its first line and fact; the caller saves.</summary>
    internal Order Add(AppDb db, Grievance grievance, Rules rules, Route route, string number, Actor by)
    {
        var now = clock.Now();
        var order = Order.Open(Describe(grievance, rules.Pack, route, number), rules, now);
        db.Add(order);
        db.Add(new TraceEntry
        {
            CaseId = order.CaseId,
            OrderId = order.Id,
            Line = 0,
            Act = OrderAct.Opened,
            At = now,
            By = by.ToString(),
            Desk = order.At.Name,
            Words = [.. order.Route.Select(d => d.Name)],
        });
        IReadOnlyList<ClockFact> clocks = [.. order.Clocks.Select(c => new ClockFact(c.Clock, c.Side, c.LastDay, c.Provisional))];
        db.Leave(new OrderOpened(order.CaseId, order.About, order.OpenedAt, clocks), Ids.Derive("order-opened", order.Id.ToString()), by, now);
        return order;
    }

    private static Order Describe(Grievance grievance, RulePack pack, Route route, string number)
    {
        var (id, first) = (KeyOf(grievance.Id), route.Desks[0]);
        return new()
        {
            CaseId = grievance.CaseId,
            Id = id,
            About = new(
                id, number, grievance.Id, grievance.Kind, grievance.Place, grievance.Cases, grievance.Level, grievance.Channel, grievance.RealName, grievance.Private, grievance.Day,
                pack.Ref.ToString(), route.Unit.Code, route.IsLedByCounty ? route.Handler.Code : route.Unit.Code),
            Number = number,
            CaseNumber = grievance.Place.CaseNumber,
            Rater = grievance.Citizen,
            OpenedAt = grievance.At,
            Route = route.Desks,
            Holder = first.Code,
            HolderRegion = first.Region,
            Sender = first.Code,
            Unit = route.Unit.Code,
            UnitName = route.Unit.Name,
            UnitRegion = route.Unit.Region,
            Hall = grievance.Place.Hall,
            Subtasks = route.IsLedByCounty && pack.WorkOrder.TownshipSubtask == TownshipSubtask.RectifyOnly ? [Subtask.Of(route.Unit)] : [],
        };
    }

    // The rules of the place on the day of the rating or complaint: an order is created by it.
    internal RulePack PackOf(Grievance grievance) => packs.For(grievance.Place.Region, grievance.At.BusinessDate());

    // Only this follower makes short numbers, and only one runs at a time, so looking is enough.
    private static async Task<HashSet<string>> NumbersAsync(IReadOnlyList<Grievance> grievances, AppDb db, CancellationToken cancel)
    {
        var wanted = grievances.SelectMany(o => OrderNumber.Candidates(o.Day, KeyOf(o.Id))).ToList();
        return (await db.Orders.Where(o => wanted.Contains(o.Number)).Select(o => o.Number).ToListAsync(cancel)).ToHashSet();
    }
}
