using Haochaping.Kernel.Facts;

namespace Haochaping.Cases.Contracts;

/// <summary>合并评价的类别 — why several cases are rated together (深圳 第二十条).</summary>
public enum GroupKind
{
    /// <summary>批量业务: cases of one item, filed in one window session; one rating holds for each.</summary>
    Batch,

    /// <summary>主题业务（一件事）: linked cases of several bodies under one lead; each may be rated by itself too.</summary>
    Theme,
}

/// <summary>移出原因 — why a case is no longer of its group.</summary>
public enum LeavingReason
{
    /// <summary>收件或受理不成功 (Q27).</summary>
    Failed,

    /// <summary>长期未办结: released by hand, so that the others can be rated (C14).</summary>
    Stuck,

    /// <summary>申请人撤回.</summary>
    Withdrawn,

    /// <summary>误列入.</summary>
    Misfiled,
}

/// <summary>已列入合并评价 — a case was filed as one of a batch or theme.</summary>
/// <param name="CaseId">Key of the group; a group is a lead case of its own.</param>
/// <param name="Kind">Batch or theme.</param>
/// <param name="Place">Where, by whom, for what the group is; of a theme: its lead department.</param>
/// <param name="Size">How many cases were filed.</param>
/// <param name="Case">The case.</param>
/// <param name="ServiceNumber">服务次数.</param>
[Fact("group-joined", 1)]
public sealed record GroupJoined(Guid CaseId, GroupKind Kind, ServicePlace Place, int Size, Guid Case, int ServiceNumber) : IFact;

/// <summary>组内办件已办结 — a case of a batch or theme came to its end; it is rated with the others. Nobody is asked because of this fact.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ServiceNumber">服务次数.</param>
/// <param name="Place">Where, by whom, for what.</param>
/// <param name="Event">The event that completed it.</param>
/// <param name="CompletedAt">When.</param>
/// <param name="Group">Key of the group.</param>
[Fact("grouped-service-completed", 1)]
public sealed record GroupedServiceCompleted(Guid CaseId, int ServiceNumber, ServicePlace Place, CaseEventKind Event, DateTimeOffset CompletedAt, Guid Group) : IFact;

/// <summary>已移出合并评价 — a case failed, or somebody released it.</summary>
/// <param name="CaseId">Key of the group.</param>
/// <param name="Kind">Batch or theme.</param>
/// <param name="Place">Where, by whom, for what the group is.</param>
/// <param name="Case">The case; of a released one that was never reported, the key it would have.</param>
/// <param name="ServiceNumber">服务次数.</param>
/// <param name="Reason">Why; who did it stands with the entry.</param>
/// <param name="At">When.</param>
[Fact("group-left", 1)]
public sealed record GroupLeft(Guid CaseId, GroupKind Kind, ServicePlace Place, Guid Case, int ServiceNumber, LeavingReason Reason, DateTimeOffset At) : IFact;

/// <summary>合并评价已解散 — too few cases are left: each is rated by itself (Q27).</summary>
/// <param name="CaseId">Key of the group.</param>
/// <param name="Kind">Batch or theme.</param>
/// <param name="Place">Where, by whom, for what the group was.</param>
/// <param name="Cases">The cases that were left.</param>
/// <param name="At">When.</param>
[Fact("group-dissolved", 1)]
public sealed record GroupDissolved(Guid CaseId, GroupKind Kind, ServicePlace Place, IReadOnlyList<Guid> Cases, DateTimeOffset At) : IFact;

/// <summary>批量业务已办结 — its last case is completed: one rating answers for all of them (深圳 第二十条, C14).</summary>
/// <param name="CaseId">Key of the batch; a batch is a lead case of its own.</param>
/// <param name="Place">Where, by whom, for what.</param>
/// <param name="Cases">Its cases; whatever failed or was released is not among them.</param>
/// <param name="CompletedAt">When the last one was completed; day 0 of the window.</param>
/// <param name="Rater">Token of the person who may rate, if known.</param>
[Fact("batch-completed", 1)]
public sealed record BatchCompleted(Guid CaseId, ServicePlace Place, IReadOnlyList<Guid> Cases, DateTimeOffset CompletedAt, Guid? Rater) : IFact;

/// <summary>主题业务已办结 — its last linked case is completed (深圳 第二十条, C14).</summary>
/// <param name="CaseId">Key of the theme; a theme is a lead case of its own.</param>
/// <param name="Place">The lead department, and the theme's name as the item's.</param>
/// <param name="Linked">The linked cases; whatever failed or was released is not among them.</param>
/// <param name="CompletedAt">When the last one was completed; day 0 of the window.</param>
/// <param name="Rater">Token of the person who may rate, if known.</param>
[Fact("theme-completed", 1)]
public sealed record ThemeCompleted(Guid CaseId, ServicePlace Place, IReadOnlyList<ThemeCase> Linked, DateTimeOffset CompletedAt, Guid? Rater) : IFact;

/// <summary>关联业务 — one case of a theme.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Place">Where, by whom, for what it was handled.</param>
/// <param name="CompletedAt">When it was completed.</param>
public sealed record ThemeCase(Guid CaseId, ServicePlace Place, DateTimeOffset CompletedAt);
