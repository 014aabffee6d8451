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
/// 差评即生成工单 — one negative rating act opens one order, however often it is told (深圳 第二十一条); a stage and the whole of one case
/// share an open one (C8).
/// </summary>
internal sealed class OpenOnNegativeEvaluation(IRulePacks packs, IDeadlines deadlines, FindRoute routes, TimeProvider clock) : Reaction<EvaluationSubmitted>
{
    /// <summary>Key of the order of a task.</summary>
    public static Guid KeyOf(Guid taskId) => Ids.Derive("order", taskId.ToString());

    protected override async Task ReactAsync(IReadOnlyList<Recorded<EvaluationSubmitted>> facts, AppDb db, CancellationToken cancel)
    {
        var negatives = facts.Where(f => Order.Opens(PackOf(f), f.Fact.IsNegative, f.Fact.RealName)).ToList();
        if (negatives.Count == 0)
        {
            return;
        }

        var keys = negatives.Select(f => KeyOf(f.Fact.Task.TaskId)).ToList();
        var known = (await db.Orders.Where(o => keys.Contains(o.Id)).Select(o => o.Id).ToListAsync(cancel)).ToHashSet();
        var numbers = await NumbersAsync(negatives, db, cancel);
        var cases = negatives.Select(f => f.Fact.CaseId).Distinct().ToList();
        var orders = await db.Orders.Where(o => cases.Contains(o.CaseId)).ToListAsync(cancel);
        foreach (var rated in negatives.Where(f => known.Add(KeyOf(f.Fact.Task.TaskId))))
        {
            if (orders.Find(o => o.CaseId == rated.Fact.CaseId && o.Takes(rated.Fact.Task.Kind, PackOf(rated))) is { } open)
            {
                Join(db, open, rated);
            }
            else
            {
                orders.Add(Add(db, rated, new(PackOf(rated), deadlines), await routes.ForAsync(PackOf(rated), rated.Fact.Task, cancel), numbers));
            }
        }
    }

    // The order keeps its limits: they are the earlier ones.
    private void Join(AppDb db, Order order, Recorded<EvaluationSubmitted> rated)
    {
        var (fact, now) = (rated.Fact, clock.Now());
        var held = new Held(db, order, new(PackOf(rated), deadlines), Actor.House, now);
        held.Note(OrderAct.Joined, Named.Word(fact.Task.Kind), fact.Level.Word());
        db.Leave(
            new OrderJoined(order.CaseId, order.About, fact.Task.TaskId, fact.Task.Kind, fact.Level, fact.ReceivedAt),
            Ids.Derive("order-joined", fact.Task.TaskId.ToString()), Actor.House, now);
        db.Entry(order).CurrentValues.SetValues(order with { Version = order.Version + 1 });
    }

    private Order Add(AppDb db, Recorded<EvaluationSubmitted> rated, Rules rules, Route route, HashSet<string> taken)
    {
        var now = clock.Now();
        var number = OrderNumber.Candidates(rated.BusinessDate, KeyOf(rated.Fact.Task.TaskId)).First(taken.Add);
        var order = Order.Open(Describe(rated, rules.Pack, route, number), rules, now);
        db.Add(order);
        db.Add(new TraceEntry
        {
            CaseId = order.CaseId,
            OrderId = order.Id,
            Line = 0,
            Act = OrderAct.Opened,
            At = now,
            By = Actor.House.ToString(),
            Desk = order.At.Name,
            Words = [.. order.Route.Select(d => d.Name)],
        });
        IReadOnlyList<ClockFact> clocks = [.. order.Clocks.Select(c => new ClockFact(c.Clock, c.Side, c.LastDay, c.Provisional))];
        db.Leave(new OrderOpened(order.CaseId, order.About, order.OpenedAt, clocks), Ids.Derive("order-opened", order.Id.ToString()), Actor.House, now);
        return order;
    }

    private static Order Describe(Recorded<EvaluationSubmitted> rated, RulePack pack, Route route, string number)
    {
        var (fact, task, first) = (rated.Fact, rated.Fact.Task, route.Desks[0]);
        var id = KeyOf(task.TaskId);
        return new()
        {
            CaseId = fact.CaseId,
            Id = id,
            About = new(
                id, number, task.TaskId, task.Kind, task.Place, task.Cases, fact.Level, fact.Channel, fact.RealName, fact.Private, rated.BusinessDate,
                pack.Ref.ToString(), route.Unit.Code, route.IsLedByCounty ? route.Desks[^1].Code : route.Unit.Code),
            Number = number,
            CaseNumber = task.Place.CaseNumber,
            Rater = fact.Rater,
            OpenedAt = fact.ReceivedAt,
            Route = route.Desks,
            Holder = first.Code,
            HolderRegion = first.Region,
            Sender = first.Code,
            Unit = route.Unit.Code,
            UnitName = route.Unit.Name,
            UnitRegion = route.Unit.Region,
            NeedsSubtask = route.IsLedByCounty && pack.WorkOrder.TownshipSubtask == TownshipSubtask.RectifyOnly,
        };
    }

    // The rules of the place on the day of the rating: an order is created by it.
    private RulePack PackOf(Recorded<EvaluationSubmitted> rated) => packs.For(rated.Fact.Task.Place.Region, rated.Fact.ReceivedAt.BusinessDate());

    // Only this follower makes numbers, and only one runs at a time, so looking is enough.
    private static async Task<HashSet<string>> NumbersAsync(IReadOnlyList<Recorded<EvaluationSubmitted>> negatives, AppDb db, CancellationToken cancel)
    {
        var wanted = negatives
            .SelectMany(f => OrderNumber.Candidates(f.BusinessDate, KeyOf(f.Fact.Task.TaskId)))
            .ToList();
        return (await db.Orders.Where(o => wanted.Contains(o.Number)).Select(o => o.Number).ToListAsync(cancel)).ToHashSet();
    }
}
