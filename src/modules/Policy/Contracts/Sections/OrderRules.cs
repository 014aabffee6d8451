namespace Haochaping.Policy.Contracts;

/// <summary>差评工单 — <c>work_order.*</c>.</summary>
/// <param name="Triggers">What opens an order.</param>
/// <param name="AutoCreate">An order opens by itself.</param>
/// <param name="CreatedBy">Own, or delivered by the upper level (C19).</param>
/// <param name="Route">Hops in order; the last one rectifies.</param>
/// <param name="TownshipVillageHandler">Who owns the order when the undertaking unit is a township or village body.</param>
/// <param name="TownshipSubtask">What that body then gets (C2).</param>
/// <param name="HotlineOperatorHandler">Handler of a rating of a hotline operator, never the operator (Q19).</param>
/// <param name="ResultAudit">Who audits results; <see cref="Party.None"/> = nobody.</param>
/// <param name="UpperFiling">Where results are filed; <see cref="Party.None"/> = nowhere.</param>
/// <param name="MergeSameCase">A complaint and a negative on one case are one order.</param>
/// <param name="MergeStageAndOverall">A negative stage and a later negative overall are one order, the earliest clock rules (C8).</param>
/// <param name="CoHandlers">主办 / 协办: several units, satisfaction for each (C19).</param>
/// <param name="AlertDutyManager">值班主任 is alerted at once (C20).</param>
/// <param name="CauseAttribution">Causes a verification may record (C16).</param>
public sealed record WorkOrderRules(
    IReadOnlyList<OrderTrigger> Triggers,
    bool AutoCreate,
    OrderCreator CreatedBy,
    IReadOnlyList<Named<Party>> Route,
    Party TownshipVillageHandler,
    TownshipSubtask TownshipSubtask,
    Party HotlineOperatorHandler,
    Party ResultAudit,
    Party UpperFiling,
    bool MergeSameCase,
    bool MergeStageAndOverall,
    bool CoHandlers,
    bool AlertDutyManager,
    IReadOnlyList<CauseKind> CauseAttribution);

/// <summary>整改时限 — <c>deadline.*</c>. All clocks run in parallel (Q14).</summary>
/// <param name="DayZero">Day 0 of what the rater was promised.</param>
/// <param name="UnitDayZero">Day 0 of what the unit is judged by; again after 退单重派 (C15).</param>
/// <param name="Accept">签收.</param>
/// <param name="FirstReply">首次答复.</param>
/// <param name="Simple">立行立改.</param>
/// <param name="Complex">复杂问题.</param>
/// <param name="AbsoluteMax">No extension passes it where it blocks.</param>
/// <param name="ResultAudit">审核, where results are audited: from the unit's result on.</param>
/// <param name="Extension">Extensions.</param>
/// <param name="OverdueEscalatesTo">Who supervises when it is overdue.</param>
public sealed record DeadlineRules(
    DayZero DayZero,
    DayZero UnitDayZero,
    Duration Accept,
    Duration FirstReply,
    Duration Simple,
    Duration Complex,
    Duration AbsoluteMax,
    Duration ResultAudit,
    ExtensionRules Extension,
    Party OverdueEscalatesTo);

/// <summary>延期 — <c>deadline.extension.*</c>.</summary>
public sealed record ExtensionRules(bool Allowed, IReadOnlyList<ExtensionNeed> Needs, bool NotifyRater, Party FileWith, int MaxCount);

/// <summary>处理步骤 — <c>steps.*</c>.</summary>
public sealed record StepRules(
    bool NamedRevisitOfficer,
    IReadOnlyList<HandlingMethod> SimpleMethods,
    IReadOnlyList<HandlingMethod> ComplexMethods,
    bool LedgerForComplex,
    ExplanationDuty NoLegalBasis,
    ExplanationDuty Unsolvable,
    bool ResponsibilityTalkIfTrue,
    bool DisposalRecordRequired);

/// <summary>回访核实 — <c>contact.*</c>: the first contact, before rectification (C1).</summary>
/// <param name="Performer">Who contacts.</param>
/// <param name="Methods">How.</param>
/// <param name="Within">Legal or default time.</param>
/// <param name="RecordedCallLog">A call needs its recorded log.</param>
/// <param name="Attempts">After so many attempts on different days it is 未联系上, shown apart.</param>
/// <param name="RequiredBeforeHandled">An order cannot be 办结 without it.</param>
public sealed record ContactRules(
    Party Performer,
    IReadOnlyList<ContactMethod> Methods,
    Duration Within,
    bool RecordedCallLog,
    int Attempts,
    bool RequiredBeforeHandled);

/// <summary>满意度回访 — <c>satisfaction_visit.*</c>: after handling (C1).</summary>
/// <param name="Enabled">Whether it is made.</param>
/// <param name="Performer">Who makes it.</param>
/// <param name="Methods">How.</param>
/// <param name="Within">Counted from 办结.</param>
/// <param name="SatisfactionWithRectification">The rater grades the rectification.</param>
/// <param name="UnsatisfiedReopens">Whether dissatisfaction reopens the order.</param>
public sealed record SatisfactionVisitRules(
    bool Enabled,
    Named<Party> Performer,
    IReadOnlyList<ContactMethod> Methods,
    Duration Within,
    bool SatisfactionWithRectification,
    ReopenRule UnsatisfiedReopens);

/// <summary>回访整改率 — <c>revisit.*</c>: the 100 % rule; not-adopted ratings leave numerator and denominator (C1).</summary>
/// <param name="RealNameTargetPerMille">Target in thousandths.</param>
/// <param name="Definition">What is counted.</param>
public sealed record RevisitRateRules(int RealNameTargetPerMille, RateDefinition Definition);

/// <summary>申诉 — <c>appeal.*</c>.</summary>
/// <param name="Enabled">Whether there are appeals.</param>
/// <param name="By">Who may appeal.</param>
/// <param name="Against">Which negatives.</param>
/// <param name="NotAppealable">Indicators that cannot be appealed, by name.</param>
/// <param name="To">Desks; the first filing locks the venue (Q45).</param>
/// <param name="ConfirmedBy">Who confirms.</param>
/// <param name="EvidenceMethods">Ways to prove.</param>
/// <param name="FileWithin">Counted from the rating.</param>
/// <param name="DecideWithin">Counted from filing.</param>
/// <param name="Endorsement">Who endorses first; <see cref="Party.None"/> = nobody (C17).</param>
/// <param name="EndorseWithin">Time-out of the endorsement.</param>
/// <param name="Effect">不予采纳.</param>
/// <param name="Notify">Who is told.</param>
/// <param name="MitigationNote">A note may accompany a refused appeal into the appraisal.</param>
/// <param name="StaffCauseClearsPerson">Cause 人员 upheld: the person's figure is cleared, the overall stays (C16).</param>
public sealed record AppealRules(
    bool Enabled,
    IReadOnlyList<AppellantKind> By,
    AppealScope Against,
    IReadOnlyList<string> NotAppealable,
    IReadOnlyList<Named<Party>> To,
    Party ConfirmedBy,
    IReadOnlyList<EvidenceMethod> EvidenceMethods,
    Duration FileWithin,
    Duration DecideWithin,
    Party Endorsement,
    Duration EndorseWithin,
    AppealEffect Effect,
    IReadOnlyList<Party> Notify,
    bool MitigationNote,
    bool StaffCauseClearsPerson);

/// <summary>误评与恶意评价 — <c>fraud.*</c> (C3).</summary>
/// <param name="MistakenOrMalicious">不予采纳.</param>
/// <param name="ReportTo">Who is notified.</param>
/// <param name="MistakenDecidedBy">Who decides that it was a slip.</param>
/// <param name="AuthorityConfirmsMistaken">The authority must confirm it too.</param>
/// <param name="FastLane">How a rater's own confirmation makes it quick.</param>
/// <param name="MaliciousConfirmedBy">恶意 always goes here.</param>
/// <param name="Detect">Detectors that run.</param>
public sealed record FraudRules(
    AppealEffect MistakenOrMalicious,
    Party ReportTo,
    Party MistakenDecidedBy,
    bool AuthorityConfirmsMistaken,
    IReadOnlyList<SlipConfirmation> FastLane,
    Party MaliciousConfirmedBy,
    IReadOnlyList<FraudDetector> Detect);
