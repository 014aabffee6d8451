using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>操作权限 — what one needs to do something with an order.</summary>
internal enum Right
{
    /// <summary>查看.</summary>
    See,

    /// <summary>承办: the desk that has it.</summary>
    Handle,

    /// <summary>转办: the desk that has it, or who supervises it.</summary>
    Pass,

    /// <summary>子任务: the township or village that was rated, and units that 协办.</summary>
    Subtask,

    /// <summary>满意度回访: who the pack names.</summary>
    Visit,

    /// <summary>催办: the desk that sent it on.</summary>
    Remind,

    /// <summary>督办.</summary>
    Supervise,

    /// <summary>移送线索: the desk that has or had it, or who supervises it; not a rated body that only looks on.</summary>
    HandOver,

    /// <summary>佐证材料: the desk that has the order or sent it, the unit, and who supervises them; not a unit that only 协办.</summary>
    Evidence,

    /// <summary>结果审核: the desk that audits, never the unit.</summary>
    Audit,
}

/// <summary>经办人 — who acts on orders, with powers and rows.</summary>
/// <param name="By">Token.</param>
/// <param name="Scope">Rows.</param>
/// <param name="Handles">承办.</param>
/// <param name="Supervises">主管.</param>
/// <param name="Dispatches">转办, without handling: the hotline.</param>
internal sealed record Hand(Actor By, StaffScope Scope, bool Handles, bool Supervises, bool Dispatches = false)
{
    /// <summary>When it was done, where a platform outside tells of it later; null is now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What people wrote and showed is for those who handle, pass on or supervise, not for whoever only looks on.</summary>
    public bool Hears => Handles || Dispatches || Supervises;

    /// <summary>Whether they may; whoever may not see it is to be told that it does not exist.</summary>
    public bool May(Right right, Order order, RulePack pack)
    {
        var holds = Scope.Covers(order.Holder, order.HolderRegion);
        var near = holds || Scope.Covers(order.Unit, order.UnitRegion);
        return right switch
        {
            Right.See => order.IsSeenBy(Scope),
            Right.Handle => Handles && holds,
            Right.Pass => (Handles || Supervises || Dispatches) && holds,
            Right.Subtask => Handles && (Scope.Covers(order.Unit, order.UnitRegion) || order.IsSharedWith(Scope)),
            Right.Remind => Hears && Scope.Covers(order.Sender, null) && !Scope.Institutions.Contains(order.Unit),
            Right.Supervise => Supervises && near,
            Right.HandOver => Supervises && near || (Handles || Dispatches) && (holds || Scope.Covers(order.Sender, null)),
            Right.Evidence => Hears && (near || Scope.Covers(order.Sender, null)),
            Right.Audit => holds && (Supervises || Handles && !Scope.Covers(order.Unit, null)),
            // The unit does not grade itself, unless its place's document says so; a county that leads is not the unit (C2).
            Right.Visit => Supervises && near || Handles && holds && (order.IsLedByCounty || pack.SatisfactionVisit.Performer.Code == Party.UndertakingUnit),
        };
    }
}

internal sealed partial record Order
{
    /// <summary>Who has it, who was rated, who sent it, who 协办, and whoever is responsible for their regions.</summary>
    public bool IsSeenBy(StaffScope scope) =>
        scope.Covers(Holder, HolderRegion) || scope.Covers(Unit, UnitRegion) || scope.Covers(Sender, null) || IsSharedWith(scope);

    /// <summary>What somebody can do with it now, in the order of the work.</summary>
    public IReadOnlyList<OrderAct> Possible(Rules rules, Hand hand)
    {
        var may = (Right right) => hand.May(right, this, rules.Pack);
        (OrderAct Act, Right Right, bool Fits)[] acts =
        [
            (OrderAct.Forwarded, Right.Pass, State == OrderState.Dispatched && !IsAtHandler),
            (OrderAct.Accepted, Right.Handle, State == OrderState.Dispatched && IsAtHandler),
            (OrderAct.Contacted, Right.Handle, IsInHand),
            (OrderAct.Verified, Right.Handle, State == OrderState.Accepted),
            (OrderAct.MeasureTaken, Right.Handle, State is OrderState.Rectifying or OrderState.Explaining),
            (OrderAct.Shared, Right.Pass, rules.Pack.WorkOrder.CoHandlers && IsShareable),
            (OrderAct.SubtaskReported, Right.Subtask, Owed().Any(s => hand.Scope.Covers(s.Unit, s.Region))),
            (OrderAct.Released, Right.Pass, CoHandlers.Any(s => s.IsOwed) && IsShareable),
            (OrderAct.Talked, Right.Handle, rules.Pack.Steps.ResponsibilityTalkIfTrue && MayTalk && TalkedAt is null),
            (OrderAct.Handled, Right.Handle, State is OrderState.Rectifying or OrderState.Explaining),
            (OrderAct.Audited, Right.Audit, State == OrderState.Auditing),
            (OrderAct.Extended, Right.Handle, IsInHand && rules.Pack.Deadline.Extension is { Allowed: true } e && Extensions < e.MaxCount),
            (OrderAct.Returned, Right.Pass, State is OrderState.Dispatched or OrderState.Accepted && Hop > 0),
            (OrderAct.Visited, Right.Visit, State == OrderState.Handled),
            (OrderAct.Reminded, Right.Remind, IsRemindable),
            (OrderAct.Urged, Right.Supervise, IsSupervisable),
            (OrderAct.Listed, Right.Supervise, IsSupervisable && ListedAt is null),
            (OrderAct.Unlisted, Right.Supervise, ListedAt is not null),
            (OrderAct.RaterSeen, State == OrderState.Handled ? Right.Visit : Right.Handle, (IsInHand || State == OrderState.Handled) && Rater is not null),
        ];
        return [.. acts.Where(a => a.Fits && may(a.Right)).Select(a => a.Act)];
    }
}
