using Haochaping.Kernel.Facts;

namespace Haochaping.Cases.Contracts;

/// <summary>办件已登记 — a case is known, or a new version of it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Place">Where, by whom, for what.</param>
/// <param name="Version">1 for the first report, then one more for every correction.</param>
/// <param name="ReportedAt">When the report arrived.</param>
[Fact("case-reported", 1)]
public sealed record CaseReported(Guid CaseId, ServicePlace Place, int Version, DateTimeOffset ReportedAt) : IFact;

/// <summary>服务已办结 — a service of a case may now be rated (深圳 第十八条、第十九条 and the pack's <c>completion.*</c>).</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ServiceNumber">服务次数, from 1.</param>
/// <param name="Place">Where, by whom, for what.</param>
/// <param name="Event">The event that completed it.</param>
/// <param name="CompletedAt">When it was completed; day 0 of the evaluation window.</param>
/// <param name="Applicant">Token of the applicant in the vault, if known.</param>
/// <param name="Rater">Token of the person who is invited: the applicant, or the 经办人 where the pack lets agents rate (C12).</param>
/// <param name="Visit">The visit it belongs to, if one was named.</param>
/// <param name="RatingCollected">The sending system already collected the rating: <see cref="Contracts.RatingCollected"/> follows.</param>
[Fact("service-completed", 1)]
public sealed record ServiceCompleted(
    Guid CaseId,
    int ServiceNumber,
    ServicePlace Place,
    CaseEventKind Event,
    DateTimeOffset CompletedAt,
    Guid? Applicant,
    Guid? Rater,
    Guid? Visit,
    bool RatingCollected) : IFact;

/// <summary>
/// 环节已到达 — a stage before the end that the place lets people rate (深圳 第十八条 收件办结, 江西 第十条, 重庆 三(一)); or the failed
/// acceptance that ends the rating of a receipt (C13). The event that completes the service is no stage: the whole service is rated then.
/// </summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="ServiceNumber">服务次数.</param>
/// <param name="Place">Where, by whom, for what.</param>
/// <param name="Stage">The event that ended the stage.</param>
/// <param name="At">When.</param>
/// <param name="Cases">The cases it is about.</param>
/// <param name="Rater">Token of the person who may rate, if known.</param>
[Fact("stage-reached", 1)]
public sealed record StageReached(
    Guid CaseId, int ServiceNumber, ServicePlace Place, CaseEventKind Stage, DateTimeOffset At, IReadOnlyList<Guid> Cases, Guid? Rater) : IFact;

/// <summary>评价已随办件汇聚 — a rating came with the report of a completed service, at once or later (江西 第十四条, 深圳 第十三条). What it says is looked up in Cases.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ServiceNumber">服务次数.</param>
/// <param name="Round">1, and one more for every rating that replaces a refused one.</param>
/// <param name="Place">Where, by whom, for what.</param>
/// <param name="CompletedAt">When the service was completed.</param>
/// <param name="Visit">The visit it belongs to, if one was named.</param>
/// <param name="Channel">Channel code as the pack spells it.</param>
/// <param name="CapturedAt">When the person rated.</param>
[Fact("rating-collected", 1)]
public sealed record RatingCollected(
    Guid CaseId, int ServiceNumber, int Round, ServicePlace Place, DateTimeOffset CompletedAt, Guid? Visit, string Channel, DateTimeOffset CapturedAt) : IFact;

/// <summary>到访已结束 — a person left a window, with their cases or turned away (C7).</summary>
/// <param name="CaseId">Key of the visit; a visit is a lead case of its own.</param>
/// <param name="Place">Where and by whom; item empty when several or none.</param>
/// <param name="Cases">The cases handled in this visit; none when the person was turned away.</param>
/// <param name="TurnedAway">Nothing was received: no default rating ever applies.</param>
/// <param name="EndedAt">Day 0 of the window.</param>
/// <param name="Rater">Token of the visitor, if known.</param>
[Fact("visit-ended", 1)]
public sealed record VisitEnded(
    Guid CaseId, ServicePlace Place, IReadOnlyList<Guid> Cases, bool TurnedAway, DateTimeOffset EndedAt, Guid? Rater) : IFact;
