using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>工单台 — hands an order to whoever may act on it, together with the rules it is under.</summary>
internal sealed class OrderDesk(AppDb db, IRulePacks packs, IDeadlines deadlines, TimeProvider clock)
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "order-unknown", "没有找到这个工单。");

    /// <summary>For whoever sees the order and may not do this.</summary>
    public static Refusal NotYours { get; } = new(RefusalKind.NotAllowed, "order-not-yours", "这项操作应由经办单位或主管部门办理，您可以查看，不能办理。");

    /// <summary>The order, for somebody with this right. Foreign and missing look alike; an older version than the present is refused.</summary>
    public async Task<Result<Held>> OpenAsync(Guid id, Hand hand, Right right, int? version, CancellationToken cancel)
    {
        var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id, cancel);
        if (order is null || !order.IsSeenBy(hand.Scope))
        {
            return Unknown;
        }

        var rules = RulesOf(order);
        return !hand.May(right, order, rules.Pack) ? NotYours
            : version is { } seen && seen != order.Version ? Held.Changed
            : new Held(db, order, rules, hand.By, hand.At ?? clock.Now());
    }

    /// <summary>The rules an order was opened under.</summary>
    public Rules RulesOf(Order order) => new(packs.Get(PackRef.Parse(order.About.Pack)), deadlines);
}
