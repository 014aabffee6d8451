using Haochaping.Accountability.Contracts;
using Haochaping.Accountability.Domain;
using Haochaping.Accountability.Storage;
using Haochaping.Cases.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Accountability.Features;

/// <summary>
/// 自动预警 — what was verified as true again and again about one item, window or person, and rectification that came late or did not satisfy
/// in the end (江西 第十七条, 吉林 第二十四条, 海口 四(十三)). It judges nobody: a person of the supervising authority looks.
/// </summary>
internal sealed class RaiseAlerts(IRulePacks packs, IOrderFindings findings, MakeAlert make, TimeProvider clock) : IFollower
{
    private const string Late = "超过承办单位的期限办结";
    private const string Unsatisfied = "回访时评价人对整改仍不满意";

    /// <inheritdoc />
    public IReadOnlyCollection<Type> Wants { get; } = [typeof(OrderHandled), typeof(OrderClosed)];

    /// <inheritdoc />
    public async Task FollowAsync(IReadOnlyList<Recorded<IFact>> facts, AppDb db, CancellationToken cancel)
    {
        foreach (var fact in facts.Select(f => f.Fact))
        {
            switch (fact)
            {
                case OrderHandled { Verdict: not Verdict.Untrue } handled:
                    await RepeatedAsync(db, handled, cancel);
                    await InadequateAsync(db, handled.CaseId, handled.Order, handled.OnTime ? null : Late, cancel);
                    break;
                case OrderClosed { Verdict: not Verdict.Untrue } closed:
                    await InadequateAsync(db, closed.CaseId, closed.Order, closed.Satisfied == false ? Unsatisfied : null, cancel);
                    break;
                default:
                    break;
            }
        }
    }

    private async Task RepeatedAsync(AppDb db, OrderHandled handled, CancellationToken cancel)
    {
        var (order, isComplaint) = (handled.Order, handled.Order.Kind is null);
        var trigger = isComplaint ? AlertTrigger.RepeatedComplaint : AlertTrigger.RepeatedNegative;
        if (!Asks(order, trigger, out var rules))
        {
            return;
        }

        var since = handled.At.AddDays(-rules.RepeatThreshold.Within.Count);
        var found = await findings.FoundTrueAsync(order.Unit, since, cancel);
        var told = await db.Alerts.AsNoTracking().Where(a => a.Unit == order.Unit && a.RaisedAt >= since).Select(a => a.About).ToListAsync(cancel);
        foreach (var (subject, key) in SubjectsOf(order.Place))
        {
            // What an alert rested on does not raise the next one.
            var spent = told.Concat(db.Alerts.Local.Select(a => a.About)).Where(a => a.Trigger == trigger && a.Subject == subject && a.Key == key).SelectMany(a => a.About).ToHashSet();
            var same = found.Where(o => o.Kind is null == isComplaint && !spent.Contains(o.OrderId) && SubjectsOf(o.Place).Contains((subject, key))).ToList();
            if (same.Count >= rules.RepeatThreshold.Count && same.Exists(o => o.OrderId == order.OrderId))
            {
                await make.RunAsync(
                    db, new(handled.CaseId, trigger, subject, key, order, [.. same.Select(o => o.Number)], [.. same.Where(o => o.OrderId != order.OrderId).Select(o => o.OrderId), order.OrderId]), Actor.House, clock.Now(), cancel);
            }
        }
    }

    private async Task InadequateAsync(AppDb db, Guid caseId, OrderFacts order, string? why, CancellationToken cancel)
    {
        if (why is not null && Asks(order, AlertTrigger.InadequateRectification, out _))
        {
            await make.RunAsync(db, new(caseId, AlertTrigger.InadequateRectification, AlertSubject.Unit, order.Unit, order, [order.Number], [order.OrderId, Ids.Derive("inadequate", order.OrderId.ToString(), why)], why), Actor.House, clock.Now(), cancel);
        }
    }

    private bool Asks(OrderFacts order, AlertTrigger trigger, out AccountabilityRules rules)
    {
        rules = packs.Get(PackRef.Parse(order.Pack)).Accountability;
        return rules.Triggers.Any(t => t.Code == Named.Code(trigger));
    }

    private static List<(AlertSubject Subject, string Key)> SubjectsOf(ServicePlace place) =>
    [
        .. place.Item.Length > 0 ? new[] { (AlertSubject.Item, place.Item) } : [],
        .. place.Window is { } window ? new[] { (AlertSubject.Window, $"{place.Hall}/{window}") } : [],
        .. place.Staff is { } staff ? new[] { (AlertSubject.Person, staff.ToString()) } : [],
    ];
}
