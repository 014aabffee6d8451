using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

internal sealed partial record Order
{
    /// <summary>自动生成 — whether a negative rating opens an order by itself under this pack (C19: not where the upper level does).</summary>
    public static bool Opens(RulePack pack, bool negative, bool realName) =>
        negative
        && pack.WorkOrder is { AutoCreate: true, CreatedBy: OrderCreator.Own } rules
        && rules.Triggers.Contains(OrderTrigger.NegativeRating)
        && (realName || pack.Identity.AnonymousNegativeOpensOrder);

    /// <summary>自动生成 — whether what a citizen said opens an order by itself.</summary>
    public static bool Opens(RulePack pack, Grievance grievance) => grievance.IsComplaint
        ? pack.WorkOrder is { AutoCreate: true, CreatedBy: OrderCreator.Own } rules && rules.Triggers.Contains(OrderTrigger.Complaint)
            && (grievance.Citizen is not null || pack.Identity.AnonymousNegativeOpensOrder)
        : Opens(pack, grievance.IsNegative, grievance.RealName);

    /// <summary>生成工单 — the order as it stands on the first desk of its route.</summary>
    /// <param name="order">Key, subject and route are filled in.</param>
    /// <param name="rules">The pack of the day of the rating.</param>
    /// <param name="now">When it is dispatched; the unit's clocks run from here where it comes first.</param>
    public static Order Open(Order order, Rules rules, DateTimeOffset now)
    {
        var opened = order with { State = OrderState.Dispatched, IsVisitedByUnit = rules.Pack.SatisfactionVisit.Performer.Code == Party.UndertakingUnit };
        return opened.With([.. Promises(rules, order.OpenedAt, now), .. order.IsAtHandler ? opened.Judging(rules, now) : []]);
    }

    /// <summary>转办 — hands it to the next desk; at the handler the unit's clocks start.</summary>
    /// <param name="rules">The pack.</param>
    /// <param name="unit">Another unit than the route foresaw, where the sorting desk knows better; null leaves the route.</param>
    /// <param name="now">When.</param>
    public Result<Order> Forward(Rules rules, Desk? unit, DateTimeOffset now)
    {
        if (State != OrderState.Dispatched || IsAtHandler)
        {
            return No.State(this, "转办");
        }

        var next = unit is null || Hop + 1 != HandlerHop || IsLedByCounty ? this : Rerouted(unit);
        next = next.MovedTo(Hop + 1);
        next = next with { Subtasks = [.. next.Subtasks.Where(s => s.Unit != next.Holder)] }; // whoever leads does not 协办
        return next.IsAtHandler ? next.With([.. next.Clocks.Where(c => c.Side == ClockSide.Citizen), .. next.Judging(rules, now)]) : next;
    }

    /// <summary>退回 — not theirs, with a reason; the unit's clocks stop and start again with the next dispatch (C15).</summary>
    public Result<Order> Return(string? reason)
    {
        if (State is not (OrderState.Dispatched or OrderState.Accepted))
        {
            return No.State(this, "退回");
        }

        if (Hop == 0)
        {
            return new Refusal(RefusalKind.Conflict, "no-desk-before", "本工单直接派给承办单位，没有上一经手单位可退回。如不属本单位职责，请联系主管部门。");
        }

        return No.Missing(No.Text("reason", "reason-missing", reason, "请写明退回理由。")) is { } refusal
            ? refusal
            : (this with { State = OrderState.Dispatched, Officer = null }).MovedTo(Hop - 1).With(Clocks.Where(c => c.Side == ClockSide.Citizen));
    }

    /// <summary>签收 — the unit takes it and names who will call the rater (江西 第十五条 “安排专人”).</summary>
    public Result<Order> Accept(Rules rules, string? officer, DateTimeOffset now)
    {
        if (State != OrderState.Dispatched || !IsAtHandler)
        {
            return No.State(this, "签收");
        }

        return rules.Pack.Steps.NamedRevisitOfficer && No.Missing(No.Text("officer", "officer-missing", officer, "请指定回访核实专人。", 64)) is { } refusal
            ? refusal
            : (this with { State = OrderState.Accepted, Officer = string.IsNullOrWhiteSpace(officer) ? null : officer.Trim() }).Meet(now, Clock.Accept);
    }

    /// <summary>主办: the desk that handles it.</summary>
    public Desk Lead => Route[HandlerHop];

    private Order MovedTo(int hop) => this with { Hop = hop, Holder = Route[hop].Code, HolderRegion = Route[hop].Region };

    private Order Rerouted(Desk unit) => this with
    {
        Route = [.. Route.Take(HandlerHop), unit, .. Route.Skip(HandlerHop + 1)],
        Unit = unit.Code,
        UnitName = unit.Name,
        UnitRegion = unit.Region,
        About = About with { Unit = unit.Code, Owner = unit.Code },
    };
}
