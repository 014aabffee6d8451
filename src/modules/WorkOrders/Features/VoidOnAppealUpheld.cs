using System.Text.Json;
using Haochaping.Appeals.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>
/// 申诉成立即作废 — an order of which no rating is adopted any more ends here. Where only an indicator or a person's record falls, the overall
/// grade stays and so does its order (Q20). An appeal that is still being heard pauses nothing: the rater was promised a day.
/// </summary>
internal sealed class VoidOnAppealUpheld(OrderDesk desk, TimeProvider clock) : Reaction<AppealUpheld>
{
    protected override async Task ReactAsync(IReadOnlyList<Recorded<AppealUpheld>> facts, AppDb db, CancellationToken cancel)
    {
        var upheld = facts.Select(f => f.Fact).Where(f => f.Adopted.Overall).ToList();
        var cases = upheld.Select(f => f.CaseId).Distinct().ToList();
        var orders = await db.Orders.Where(o => cases.Contains(o.CaseId) && o.State != OrderState.Voided).ToListAsync(cancel);
        if (orders.Count == 0)
        {
            return;
        }

        var fallen = await FallenAsync(db, cases, cancel);
        var opened = (await ReadAsync<OrderOpened>(db, cases, cancel)).ToDictionary(f => f.Order.OrderId, f => f.Order.TaskId);
        var joined = (await ReadAsync<OrderJoined>(db, cases, cancel)).ToLookup(f => f.Order.OrderId, f => f.TaskId);
        foreach (var order in orders)
        {
            List<Guid> said = [opened[order.Id], .. joined[order.Id]]; // a complaint among them never falls: the order stays
            if (said.TrueForAll(fallen.Contains) && upheld.FindLast(f => said.Contains(f.Appeal.Task.TaskId)) is { } last)
            {
                Void(db, order, last.Appeal);
            }
        }
    }

    /// <summary>Ratings of these cases that are not adopted any more, whenever their orders open.</summary>
    internal static async Task<HashSet<Guid>> FallenAsync(AppDb db, List<Guid> cases, CancellationToken cancel) =>
        [.. (await ReadAsync<AppealUpheld>(db, cases, cancel)).Where(f => f.Adopted.Overall).Select(f => f.Appeal.Task.TaskId)];

    private void Void(AppDb db, Order order, AppealFacts appeal)
    {
        var now = clock.Now();
        new Held(db, order, desk.RulesOf(order), Actor.House, now).Note(OrderAct.Voided, appeal.Number);
        db.Leave(new OrderVoided(order.CaseId, order.About, now, appeal.AppealId, appeal.Number), Ids.Derive("order-voided", order.Id.ToString()), Actor.House, now);
        db.Entry(order).CurrentValues.SetValues(order.Void(now) with { Version = order.Version + 1 });
    }

    // The journal knows which ratings an order joined and which have fallen; no table of ours needs to.
    private static async Task<List<TFact>> ReadAsync<TFact>(AppDb db, List<Guid> cases, CancellationToken cancel)
        where TFact : IFact
    {
        var type = FactTypes.NameOf(typeof(TFact));
        var bodies = await db.Journal.AsNoTracking().Where(e => cases.Contains(e.CaseId) && e.Type == type).Select(e => e.Body).ToListAsync(cancel);
        return bodies.ConvertAll(body => JsonSerializer.Deserialize<Envelope<TFact>>(body, FactJson.Options)!.Fact);
    }
}
