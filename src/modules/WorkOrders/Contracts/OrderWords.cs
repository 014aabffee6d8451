namespace Haochaping.WorkOrders.Contracts;

/// <summary>核实结论 — what verification found.</summary>
public enum Verdict
{
    /// <summary>属实.</summary>
    True,

    /// <summary>部分属实.</summary>
    PartlyTrue,

    /// <summary>不属实: the rater is told why.</summary>
    Untrue,
}

/// <summary>问题分类 — which road the order takes (江西 第十五条, 重庆 三(四), 吉林 第十九条).</summary>
public enum Triage
{
    /// <summary>情况清楚、诉求合理: put right at once.</summary>
    Simple,

    /// <summary>情况复杂: registered and rectified within a limit.</summary>
    Complex,

    /// <summary>缺乏法定依据: explained.</summary>
    NoLegalBasis,

    /// <summary>确实无法解决: explained with patience and in detail.</summary>
    Unsolvable,
}

/// <summary>时限方 — whose clock: what the citizen was promised, what the unit is judged by (C15), or what is left to do with its result.</summary>
public enum ClockSide
{
    /// <summary>群众: runs from the rating.</summary>
    Citizen,

    /// <summary>承办单位: runs from 派单, again after 退单重派.</summary>
    Unit,

    /// <summary>审核、回访方: whoever looks at the result, or asks the rater about it.</summary>
    Reviewer,
}

/// <summary>联系结果 — what came of trying to reach the rater.</summary>
public enum ContactResult
{
    /// <summary>已联系上.</summary>
    Reached,

    /// <summary>本次未接通: to be tried again on another day.</summary>
    NotReached,

    /// <summary>未联系上: tried often enough on different days; shown apart (C1).</summary>
    Unreachable,
}

/// <summary>办理结果 — what an order ended with.</summary>
public enum OrderOutcome
{
    /// <summary>已整改.</summary>
    Rectified,

    /// <summary>已解释说明: untrue, without legal basis or not solvable.</summary>
    Explained,
}

/// <summary>满意度回访结果 — how asking about the rectification ended.</summary>
public enum VisitResult
{
    /// <summary>已回访.</summary>
    Visited,

    /// <summary>未联系上 after the attempts on different days.</summary>
    Unreachable,

    /// <summary>按规则不回访: the pack asks for no visit.</summary>
    NotRequired,
}
