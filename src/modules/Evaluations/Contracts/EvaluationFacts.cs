using Haochaping.Cases.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Contracts;

/// <summary>评价对象 — what one evaluation task is about.</summary>
public enum SubjectKind
{
    /// <summary>一事一评: one completed service.</summary>
    Service,

    /// <summary>一次一评: one visit with its cases.</summary>
    Visit,

    /// <summary>被婉拒的到访: a person turned away; never defaulted (C7).</summary>
    TurnedAway,

    /// <summary>热线: one contact.</summary>
    Contact,

    /// <summary>收件环节: the receiving window's attitude and ability, and nothing else (深圳 第十八条).</summary>
    ReceiptStage,

    /// <summary>收件环节 of any other place.</summary>
    ReceivedStage,

    /// <summary>受理环节.</summary>
    AcceptedStage,

    /// <summary>决定环节, where the case ends later.</summary>
    DecidedStage,

    /// <summary>出证环节, where the case ends later.</summary>
    CertificateStage,

    /// <summary>批量业务: one rating for all cases of a window session (深圳 第二十条).</summary>
    Batch,

    /// <summary>主题业务: the theme as a whole, and its lead department (深圳 第二十条).</summary>
    Theme,

    /// <summary>关联业务: one linked case of a theme, rated on the theme's page.</summary>
    ThemeItem,
}

/// <summary>评价对象的性质.</summary>
public static class SubjectKinds
{
    extension(SubjectKind kind)
    {
        /// <summary>环节 — part of a case before its end: never defaulted but by the pack's word, and in no 好评率 (C8, C13).</summary>
        public bool IsStage => kind is SubjectKind.ReceiptStage or SubjectKind.ReceivedStage or SubjectKind.AcceptedStage or SubjectKind.DecidedStage or SubjectKind.CertificateStage;

        /// <summary>整体 — what a link, a code or a department's system means that names no part: neither a stage nor one linked case of a theme.</summary>
        public bool IsWhole => !kind.IsStage && kind != SubjectKind.ThemeItem;
    }
}

/// <summary>评价要素 — what every fact about one task carries, so that nobody downstream asks back.</summary>
/// <param name="TaskId">Key of the task, derived from its subject.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Place">Where, by whom, for what.</param>
/// <param name="Pack">Rule-pack version that judged, as <c>JX@2019-12-01+ab12cd34</c>.</param>
/// <param name="CompletedAt">Day 0 of the window.</param>
/// <param name="Cases">How many cases the rating answers for (0 for a person turned away).</param>
public sealed record TaskFacts(Guid TaskId, SubjectKind Kind, ServicePlace Place, string Pack, DateTimeOffset CompletedAt, int Cases);

/// <summary>已邀请评价 — a task is open until the window ends.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Task">Task and place.</param>
/// <param name="ClosesAt">First instant that is too late.</param>
/// <param name="Provisional">暂定: a calendar year was missing.</param>
[Fact("invitation-issued", 1)]
public sealed record InvitationIssued(Guid CaseId, TaskFacts Task, DateTimeOffset ClosesAt, bool Provisional) : IFact;

/// <summary>评价期限自报送日起算 — the report came after the window, so day 0 is the day the entry opened (ADR 0012, a default of ours).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Task">Task and place.</param>
/// <param name="CountsFrom">The event of day 0.</param>
/// <param name="ClosesAt">First instant that is too late.</param>
[Fact("window-postponed", 1)]
public sealed record WindowPostponed(Guid CaseId, TaskFacts Task, DateTimeOffset CountsFrom, DateTimeOffset ClosesAt) : IFact;

/// <summary>随办件评价未采用 — a rating that came with a case is not the answer: the rules refused it, or another channel was first.</summary>
/// <param name="CaseId">The case it came with.</param>
/// <param name="ServiceNumber">服务次数.</param>
/// <param name="TaskId">The task it was for.</param>
/// <param name="Place">Where, by whom, for what.</param>
/// <param name="Code">Why, as a stable code.</param>
[Fact("collected-rating-refused", 1)]
public sealed record CollectedRatingRefused(Guid CaseId, int ServiceNumber, Guid TaskId, ServicePlace Place, string Code) : IFact;

/// <summary>已评价 — final; never edited. Exclusions are facts of other modules.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Task">Task and place.</param>
/// <param name="Level">总体评价.</param>
/// <param name="IsNegative">差评 by the pack.</param>
/// <param name="IsPositive">好评 by the pack.</param>
/// <param name="Indicators">Indicator name → level, where the rater gave any.</param>
/// <param name="Tags">Tag codes.</param>
/// <param name="TextCommitment">Salted commitment of the free text, or null when there is none.</param>
/// <param name="Channel">Channel code as the pack spells it, for example <c>sms</c>.</param>
/// <param name="Private">不公开: counted, never shown singly.</param>
/// <param name="RealName">The rater is known and proven.</param>
/// <param name="Rater">Token of the rater, where known.</param>
/// <param name="ReceivedAt">When the request arrived; decides timeliness.</param>
/// <param name="CapturedAt">When the person rated, where a device or system collected it earlier.</param>
[Fact("evaluation-submitted", 1)]
public sealed record EvaluationSubmitted(
    Guid CaseId,
    TaskFacts Task,
    Level Level,
    bool IsNegative,
    bool IsPositive,
    IReadOnlyDictionary<string, Level> Indicators,
    IReadOnlyList<string> Tags,
    string? TextCommitment,
    string Channel,
    bool Private,
    bool RealName,
    Guid? Rater,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? CapturedAt) : INamesFiles
{
    /// <summary>终端机编号: the self-service terminal it was given on.</summary>
    public string? Terminal { get; init; }

    /// <summary>协助填写: somebody else typed for the rater, as they said; null where nobody said so.</summary>
    public bool? Assisted { get; init; }

    /// <summary>图片: SHA-256 in hex of each that came with it.</summary>
    public IReadOnlyList<string>? Pictures { get; init; }

    IReadOnlyList<string> INamesFiles.Files => Pictures ?? [];
}

/// <summary>
/// 主题业务已评价 — one act on the theme's page: the theme as a whole, linked cases, or both. Every grade in it is an
/// <see cref="EvaluationSubmitted"/> of its own beside this fact (深圳 第二十条).
/// </summary>
/// <param name="CaseId">The theme.</param>
/// <param name="Task">Task and place of the theme.</param>
/// <param name="Level">总体评价; empty where only linked cases were rated.</param>
/// <param name="Rated">Linked cases with a grade of their own.</param>
/// <param name="Covered">由总体涵盖: linked cases without one; no default, no order (Q28).</param>
/// <param name="Channel">Channel code as the pack spells it.</param>
/// <param name="ReceivedAt">When the request arrived; decides timeliness.</param>
/// <param name="CapturedAt">When the person rated, where a system collected it earlier.</param>
[Fact("theme-rated", 1)]
public sealed record ThemeRated(
    Guid CaseId, TaskFacts Task, Level? Level, IReadOnlyList<Guid> Rated, IReadOnlyList<Guid> Covered, string Channel, DateTimeOffset ReceivedAt, DateTimeOffset? CapturedAt) : IFact;

/// <summary>已默认评价 — nobody rated and the place's document orders a grade (江西 第六条, 深圳 第十七条).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Task">Task and place.</param>
/// <param name="Level">The ordered grade.</param>
/// <param name="IsPositive">好评 by the pack.</param>
/// <param name="EffectiveAt">The window's end, however late the job ran.</param>
[Fact("evaluation-defaulted", 1)]
public sealed record EvaluationDefaulted(Guid CaseId, TaskFacts Task, Level Level, bool IsPositive, DateTimeOffset EffectiveAt) : IFact;

/// <summary>已过期未评价 — nobody rated and no document orders a grade (Q52).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Task">Task and place.</param>
/// <param name="EffectiveAt">The window's end.</param>
[Fact("task-expired", 1)]
public sealed record TaskExpired(Guid CaseId, TaskFacts Task, DateTimeOffset EffectiveAt) : IFact;

/// <summary>评价入口已关闭 — what was to be rated fell away before anybody rated (C13: acceptance failed after the receipt).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Task">Task and place.</param>
/// <param name="EffectiveAt">When it fell away.</param>
[Fact("task-withdrawn", 1)]
public sealed record TaskWithdrawn(Guid CaseId, TaskFacts Task, DateTimeOffset EffectiveAt) : IFact;

/// <summary>窗口已重算 — a calendar change moved the end of an open window, or its provisional date became final.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Task">Task and place.</param>
/// <param name="Before">First instant that was too late.</param>
/// <param name="ClosesAt">First instant that is too late now; never earlier.</param>
/// <param name="Provisional">暂定 still: another calendar year is missing.</param>
/// <param name="Calendar">变更序号 of the calendar.</param>
/// <param name="Notice">The notice it rests on.</param>
[Fact("window-moved", 1)]
public sealed record WindowMoved(Guid CaseId, TaskFacts Task, DateTimeOffset Before, DateTimeOffset ClosesAt, bool Provisional, int Calendar, string Notice) : IFact;
