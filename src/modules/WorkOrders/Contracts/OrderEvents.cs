using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Contracts;

/// <summary>工单已生成 — one negative rating act or one complaint, one order (深圳 第二十一条, 江西 第十五条).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="OpenedAt">The instant of the rating or complaint, however late the reaction ran.</param>
/// <param name="Clocks">What was promised.</param>
[Fact("order-opened", 1)]
public sealed record OrderOpened(Guid CaseId, OrderFacts Order, DateTimeOffset OpenedAt, IReadOnlyList<ClockFact> Clocks) : IFact;

/// <summary>
/// 差评、投诉已并入 — the same case was rated negative once more, of a stage and of the whole (C8), or a complaint and a negative are about the
/// same case (海口 4.12): one open order, its earliest limits rule.
/// </summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order it joined; that of a complaint is from now on the rating's.</param>
/// <param name="TaskId">The rating act that joined, or the complaint.</param>
/// <param name="Kind">What was rated; null of a complaint.</param>
/// <param name="Level">The grade; null of a complaint.</param>
/// <param name="At">The instant of the rating or complaint.</param>
[Fact("order-joined", 1)]
public sealed record OrderJoined(Guid CaseId, OrderFacts Order, Guid TaskId, SubjectKind? Kind, Level? Level, DateTimeOffset At) : IFact;

/// <summary>工单已转办 — one desk handed it to the next.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order; its unit is the new one.</param>
/// <param name="From">Code of the sender.</param>
/// <param name="To">Code of the receiver.</param>
/// <param name="At">When; where <paramref name="To"/> is the unit, its own clock starts (C15).</param>
[Fact("order-forwarded", 1)]
public sealed record OrderForwarded(Guid CaseId, OrderFacts Order, string From, string To, DateTimeOffset At) : IFact;

/// <summary>工单已退回 — the desk says it is not theirs.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="From">Code of who returns it.</param>
/// <param name="To">Code of who has it again.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Commitment of the reason.</param>
[Fact("order-returned", 1)]
public sealed record OrderReturned(Guid CaseId, OrderFacts Order, string From, string To, DateTimeOffset At, string Reason) : IFact;

/// <summary>工单已签收.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="InTime">By the unit's own clock.</param>
[Fact("order-accepted", 1)]
public sealed record OrderAccepted(Guid CaseId, OrderFacts Order, DateTimeOffset At, bool InTime, string? Officer) : IFact;

/// <summary>已回访核实 — one attempt to reach the rater before rectification, and what came of it (C1).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Method">How.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Days">On how many different days it was tried by now.</param>
/// <param name="Note">Commitment of the call note.</param>
[Fact("order-contacted", 1)]
public sealed record OrderContacted(
    Guid CaseId, OrderFacts Order, DateTimeOffset At, ContactMethod Method, ContactResult Result, int Days, string? Note) : IFact;

/// <summary>已核实 — whether it is true, how hard it is, and where the cause lies (C16).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Verdict">核实结论.</param>
/// <param name="Triage">问题分类; null where it is untrue.</param>
/// <param name="Cause">原因归属; null where it is untrue.</param>
/// <param name="Finding">Commitment of the finding.</param>
[Fact("order-verified", 1)]
public sealed record OrderVerified(
    Guid CaseId, OrderFacts Order, DateTimeOffset At, Verdict Verdict, Triage? Triage, CauseKind? Cause, string Finding) : IFact;

/// <summary>已采取整改措施 — a measure or a promise on the way.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Method">How.</param>
/// <param name="Promised">The date the unit promises, where it sets one.</param>
/// <param name="Measure">Commitment of the text.</param>
[Fact("measure-taken", 1)]
public sealed record MeasureTaken(
    Guid CaseId, OrderFacts Order, DateTimeOffset At, HandlingMethod Method, DateOnly? Promised, string Measure) : IFact;

/// <summary>已延期 — a written reason and a new date, filed with the authority (江西 第十五条).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="LastDay">The new last day.</param>
/// <param name="Count">Which extension it is, from 1.</param>
/// <param name="Late">Asked for after the limit had passed: it helps the rater plan, not the unit's record.</param>
/// <param name="FiledWith">报备 with whom.</param>
/// <param name="Reason">Commitment of the reason.</param>
[Fact("order-extended", 1)]
public sealed record OrderExtended(
    Guid CaseId, OrderFacts Order, DateTimeOffset At, DateOnly LastDay, int Count, bool Late, Party FiledWith, string Reason) : IFact;

/// <summary>已办结 — result and reply are given; the visit is still to come.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Outcome">办理结果.</param>
/// <param name="Verdict">核实结论.</param>
/// <param name="Cause">原因归属.</param>
/// <param name="OnTime">按期: by the unit's own clock, extensions in time included.</param>
/// <param name="Contact">Whether the rater was reached before; null where nobody tried and the pack does not ask.</param>
/// <param name="Round">1, or more after a reopening.</param>
/// <param name="Result">Commitment of the result.</param>
/// <param name="Reply">Commitment of the reply to the rater.</param>
[Fact("order-handled", 1)]
public sealed record OrderHandled(
    Guid CaseId,
    OrderFacts Order,
    DateTimeOffset At,
    OrderOutcome Outcome,
    Verdict Verdict,
    CauseKind? Cause,
    bool OnTime,
    ContactResult? Contact,
    int Round,
    string Result,
    string Reply) : INamesFiles
{
    /// <summary>佐证材料: SHA-256 of each file as it is kept; absent where there are none, or where they came before an audit.</summary>
    public IReadOnlyList<string>? Evidence { get; init; }

    IReadOnlyList<string> INamesFiles.Files => Evidence ?? [];
}

/// <summary>已回访满意度 — one attempt to ask the rater about the rectification.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Method">How.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Satisfaction">The grade for the rectification, where the rater gave one.</param>
/// <param name="Note">Commitment of the note.</param>
[Fact("order-visited", 1)]
public sealed record OrderVisited(
    Guid CaseId, OrderFacts Order, DateTimeOffset At, ContactMethod Method, ContactResult Result, Level? Satisfaction, string? Note) : IFact;

/// <summary>已重新整改 — the rater is not satisfied and the pack lets the order open again.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Round">The round that begins, from 2.</param>
[Fact("order-reopened", 1)]
public sealed record OrderReopened(Guid CaseId, OrderFacts Order, DateTimeOffset At, int Round) : IFact;

/// <summary>已归档 — the end; everything a figure needs stands in it.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Outcome">办理结果.</param>
/// <param name="Verdict">核实结论.</param>
/// <param name="Cause">原因归属.</param>
/// <param name="OnTime">按期 in every round.</param>
/// <param name="Contact">Whether the rater was reached before rectification.</param>
/// <param name="Visit">How the satisfaction visit ended.</param>
/// <param name="Satisfied">What the rater said; null where nobody could be asked.</param>
/// <param name="Rounds">How often it was handled.</param>
[Fact("order-closed", 1)]
public sealed record OrderClosed(
    Guid CaseId,
    OrderFacts Order,
    DateTimeOffset At,
    OrderOutcome Outcome,
    Verdict Verdict,
    CauseKind? Cause,
    bool OnTime,
    ContactResult? Contact,
    VisitResult Visit,
    bool? Satisfied,
    int Rounds) : IFact;

/// <summary>工单已作废 — an upheld appeal left nothing of its ratings: from now on it stands in no figure, and stays readable.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Appeal">The appeal.</param>
/// <param name="AppealNumber">申诉编号.</param>
[Fact("order-voided", 1)]
public sealed record OrderVoided(Guid CaseId, OrderFacts Order, DateTimeOffset At, Guid Appeal, string AppealNumber) : IFact;

/// <summary>已超期 — a clock ran out; flagged, never a sanction. Once per clock.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="Clock">Which.</param>
/// <param name="Side">Whose.</param>
/// <param name="Round">In which round.</param>
/// <param name="LastDay">The day that was the last.</param>
/// <param name="EffectiveAt">The deadline itself, however late the job ran.</param>
/// <param name="Escalation">Who is to look after it.</param>
[Fact("order-overdue", 1)]
public sealed record OrderOverdue(
    Guid CaseId, OrderFacts Order, Clock Clock, ClockSide Side, int Round, DateOnly LastDay, DateTimeOffset EffectiveAt, Party Escalation) : IFact;

/// <summary>已督办 — the authority urges (江西 第九条).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Text">Commitment of the demand.</param>
[Fact("order-urged", 1)]
public sealed record OrderUrged(Guid CaseId, OrderFacts Order, DateTimeOffset At, string Text) : IFact;

/// <summary>时限已重算 — a calendar change moved running limits, or provisional dates became final.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="Calendar">变更序号 of the calendar.</param>
/// <param name="Notice">The notice it rests on.</param>
/// <param name="Clocks">Each limit with old and new date.</param>
[Fact("order-clocks-moved", 1)]
public sealed record OrderClocksMoved(Guid CaseId, OrderFacts Order, int Calendar, string Notice, IReadOnlyList<ClockMove> Clocks) : IFact;
