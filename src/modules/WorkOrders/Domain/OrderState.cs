using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>工单状态 — where an order stands; exactly one at a time.</summary>
internal enum OrderState
{
    /// <summary>待签收 — on its way along the route, or at the unit unread.</summary>
    Dispatched,

    /// <summary>核实中 — accepted; the rater is contacted and the facts are looked into.</summary>
    Accepted,

    /// <summary>整改中 — found true; being put right.</summary>
    Rectifying,

    /// <summary>解释说明中 — untrue, without legal basis or not solvable; the rater is owed the reasons.</summary>
    Explaining,

    /// <summary>待审核 — the unit has returned its result; the authority that dispatched it looks at it (广州 第三条).</summary>
    Auditing,

    /// <summary>已办结，待回访 — result and reply are given.</summary>
    Handled,

    /// <summary>已归档 — the end.</summary>
    Closed,

    /// <summary>已作废 — an upheld appeal took the rating out.</summary>
    Voided,
}

/// <summary>工单操作 — what the trace records.</summary>
internal enum OrderAct
{
    Opened, Forwarded, Returned, Accepted, Contacted, Verified, MeasureTaken, Shared, SubtaskReported, Released, Extended, Submitted, Drafted, Audited, Filed, Handled, Replied, Talked, Visited, UnitGraded, Reopened, Closed, Overdue, Reminded, Urged, Listed, Unlisted, RaterSeen, Recalculated, Joined, Received, Voided,
}

/// <summary>经手单位 — one desk of an order's route, with the name of the day.</summary>
/// <param name="Party">Its part in the route.</param>
/// <param name="Code">Institution code; empty where none is registered, then only its region's staff see it.</param>
/// <param name="Name">What people read.</param>
/// <param name="Region">12-digit division code.</param>
/// <param name="Audits">审核: it stands behind the handler and looks at the result.</param>
internal sealed record Desk(Party Party, string Code, string Name, string Region, bool Audits = false)
{
    /// <summary>Which desk of a route handles the order: the last one, or the last but one where the last audits the result.</summary>
    public static int HandlerOf(IReadOnlyList<Desk> route) => route[^1].Audits ? route.Count - 2 : route.Count - 1;
}
