using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;

namespace Haochaping.Appeals.Contracts;

/// <summary>已提出申诉 — somebody who was rated contests a negative rating; the rating itself stays as it is.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Appeal">The appeal.</param>
/// <param name="At">When.</param>
/// <param name="DecideBy">Last day of the decision.</param>
/// <param name="EndorseBy">Last day for the own department; null where nobody endorses.</param>
/// <param name="Slip">How the rater had confirmed a slip by then.</param>
/// <param name="Statement">Commitment of the statement.</param>
[Fact("appeal-filed", 1)]
public sealed record AppealFiled(
    Guid CaseId, AppealFacts Appeal, DateTimeOffset At, DateOnly DecideBy, DateOnly? EndorseBy, SlipConfirmation? Slip, string Statement) : INamesFiles
{
    /// <summary>佐证材料: SHA-256 of each file as it is kept; absent where there are none.</summary>
    public IReadOnlyList<string>? Evidence { get; init; }

    IReadOnlyList<string> INamesFiles.Files => Evidence ?? [];
}

/// <summary>所在部门已转交 — with its opinion, or because its time ran out: it cannot stop an appeal (吉林 第二十条, C17).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Appeal">The appeal.</param>
/// <param name="At">When.</param>
/// <param name="Agrees">Whether the department agrees; null where it said nothing in time.</param>
/// <param name="Opinion">Commitment of the opinion.</param>
[Fact("appeal-endorsed", 1)]
public sealed record AppealEndorsed(Guid CaseId, AppealFacts Appeal, DateTimeOffset At, bool? Agrees, string? Opinion) : IFact;

/// <summary>评价人已说明 — the rater's counter-statement, before the decision.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Appeal">The appeal.</param>
/// <param name="At">When.</param>
/// <param name="IsSlip">The rater says that the grade was a slip.</param>
/// <param name="Slip">How a slip stands confirmed now, where the pack lets that make it quick (C3).</param>
/// <param name="Statement">Commitment of what was written.</param>
[Fact("appeal-answered", 1)]
public sealed record AppealAnswered(Guid CaseId, AppealFacts Appeal, DateTimeOffset At, bool IsSlip, SlipConfirmation? Slip, string? Statement) : IFact;

/// <summary>已提出复核意见 — the first of two people; another one decides.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Appeal">The appeal.</param>
/// <param name="At">When.</param>
/// <param name="Uphold">成立, or not.</param>
/// <param name="Adopted">What is then not adopted.</param>
/// <param name="Method">核实方式.</param>
/// <param name="Cause">原因归属, where it was asked (C16).</param>
/// <param name="Finding">Commitment of findings and evidence.</param>
[Fact("appeal-proposed", 1)]
public sealed record AppealProposed(
    Guid CaseId, AppealFacts Appeal, DateTimeOffset At, bool Uphold, AppealClaim Adopted, EvidenceMethod Method, CauseKind? Cause, string Finding) : IFact;

/// <summary>复核意见已退回 — the second person does not agree: two others look anew.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Appeal">The appeal.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Commitment of the reason.</param>
[Fact("appeal-returned", 1)]
public sealed record AppealReturned(Guid CaseId, AppealFacts Appeal, DateTimeOffset At, string Reason) : IFact;

/// <summary>
/// 申诉成立 — 不予采纳 of what it names, from now on: the rating stays readable, what was published stays published (Q23).
/// </summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Appeal">The appeal.</param>
/// <param name="At">When.</param>
/// <param name="Adopted">What is not adopted any more; <see cref="AppealClaim.Person"/> clears the person's figure.</param>
/// <param name="Method">核实方式.</param>
/// <param name="Cause">原因归属, where it was asked.</param>
/// <param name="FastLane">快速通道: the rater confirmed the slip (C3).</param>
/// <param name="InTime">Within the pack's limit.</param>
/// <param name="Told">Who is to be told.</param>
/// <param name="ReportedTo">通报 whom; none where the pack names nobody (江西 第十五条).</param>
/// <param name="Drawn">抽中复查: a third person looks at it once more.</param>
/// <param name="Reason">Commitment of the reasons.</param>
[Fact("appeal-upheld", 1)]
public sealed record AppealUpheld(
    Guid CaseId,
    AppealFacts Appeal,
    DateTimeOffset At,
    AppealClaim Adopted,
    EvidenceMethod Method,
    CauseKind? Cause,
    bool FastLane,
    bool InTime,
    IReadOnlyList<Party> Told,
    Party ReportedTo,
    bool Drawn,
    string Reason) : IFact;

/// <summary>申诉不成立.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Appeal">The appeal.</param>
/// <param name="At">When.</param>
/// <param name="InTime">Within the pack's limit.</param>
/// <param name="Told">Who is to be told.</param>
/// <param name="Reason">Commitment of the reasons.</param>
[Fact("appeal-rejected", 1)]
public sealed record AppealRejected(Guid CaseId, AppealFacts Appeal, DateTimeOffset At, bool InTime, IReadOnlyList<Party> Told, string Reason) : IFact;

/// <summary>申诉已撤回 — by who filed it, before the decision.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Appeal">The appeal.</param>
/// <param name="At">When.</param>
[Fact("appeal-withdrawn", 1)]
public sealed record AppealWithdrawn(Guid CaseId, AppealFacts Appeal, DateTimeOffset At) : IFact;

/// <summary>复核已超期 — flagged once, never a sanction; the appeal goes on.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Appeal">The appeal.</param>
/// <param name="LastDay">The day that was the last.</param>
/// <param name="EffectiveAt">The deadline itself, however late the job ran.</param>
[Fact("appeal-overdue", 1)]
public sealed record AppealOverdue(Guid CaseId, AppealFacts Appeal, DateOnly LastDay, DateTimeOffset EffectiveAt) : IFact;

/// <summary>已抽查 — a third person looked at an upheld appeal again (Q22). What it finds changes nothing by itself.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Appeal">The appeal.</param>
/// <param name="At">When.</param>
/// <param name="Confirmed">The decision holds.</param>
/// <param name="Finding">Commitment of what was found.</param>
[Fact("appeal-reaudited", 1)]
public sealed record AppealReaudited(Guid CaseId, AppealFacts Appeal, DateTimeOffset At, bool Confirmed, string Finding) : IFact;

/// <summary>已附情况说明 — a note to a rating that cannot be appealed: the grade stays, the appraisal may consider it (深圳 第二十二条).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Task">What was rated.</param>
/// <param name="At">When.</param>
/// <param name="Note">Commitment of the note.</param>
[Fact("mitigation-noted", 1)]
public sealed record MitigationNoted(Guid CaseId, TaskFacts Task, DateTimeOffset At, string Note) : IFact;
