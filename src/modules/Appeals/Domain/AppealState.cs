namespace Haochaping.Appeals.Domain;

/// <summary>申诉状态 — where an appeal stands; exactly one at a time.</summary>
internal enum AppealState
{
    /// <summary>待所在部门转交 — only where the pack asks for it; its time is limited.</summary>
    Filed,

    /// <summary>复核中.</summary>
    Reviewing,

    /// <summary>待第二人决定 — one person has proposed.</summary>
    Proposed,

    /// <summary>成立: 不予采纳.</summary>
    Upheld,

    /// <summary>不成立.</summary>
    Rejected,

    /// <summary>已撤回.</summary>
    Withdrawn,
}

/// <summary>申诉操作 — what the trace records; one act, one fact, one line.</summary>
internal enum AppealAct
{
    Filed, Endorsed, Answered, Proposed, Returned, Upheld, Rejected, Withdrawn, Overdue, Reaudited,
}
