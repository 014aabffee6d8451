using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain.Sections;

/// <summary>The keys about orders, deadlines, contact and appeal, in the order of the schema.</summary>
internal static class OrderSections
{
    public static WorkOrderRules WorkOrder(PackReader r) => new(
        r.Codes<OrderTrigger>("work_order.triggers"),
        r.Flag("work_order.auto_create"),
        r.Code<OrderCreator>("work_order.created_by"),
        r.NamedList<Party>("work_order.route"),
        r.Code<Party>("work_order.township_village_handler"),
        r.Code<TownshipSubtask>("work_order.township_subtask"),
        r.Code<Party>("work_order.hotline_operator_handler"),
        r.Code<Party>("work_order.result_audit"),
        r.Code<Party>("work_order.upper_filing"),
        r.Flag("work_order.merge_same_case"),
        r.Flag("work_order.merge_stage_and_overall"),
        r.Flag("work_order.co_handlers"),
        r.Flag("work_order.alert_duty_manager"),
        r.Codes<CauseKind>("work_order.cause_attribution"));

    public static DeadlineRules Deadline(PackReader r) => new(
        r.Code<DayZero>("deadline.day0"),
        r.Code<DayZero>("deadline.unit_day0"),
        r.Duration("deadline.accept"),
        r.Duration("deadline.first_reply"),
        r.Duration("deadline.simple"),
        r.Duration("deadline.complex"),
        r.Duration("deadline.absolute_max"),
        r.Duration("deadline.result_audit"),
        new ExtensionRules(
            r.Flag("deadline.extension.allowed"),
            r.Codes<ExtensionNeed>("deadline.extension.needs"),
            r.Flag("deadline.extension.notify_rater"),
            r.Code<Party>("deadline.extension.file_with"),
            r.Number("deadline.extension.max_count", 0, 20)),
        r.Code<Party>("deadline.overdue_escalates_to"));

    public static StepRules Steps(PackReader r) => new(
        r.Flag("steps.named_revisit_officer"),
        r.Codes<HandlingMethod>("steps.simple_methods"),
        r.Codes<HandlingMethod>("steps.complex_methods"),
        r.Flag("steps.ledger_for_complex"),
        r.Code<ExplanationDuty>("steps.no_legal_basis"),
        r.Code<ExplanationDuty>("steps.unsolvable"),
        r.Flag("steps.responsibility_talk_if_true"),
        r.Flag("steps.disposal_record_required"));

    public static ContactRules Contact(PackReader r) => new(
        r.Code<Party>("contact.performer"),
        r.Codes<ContactMethod>("contact.methods"),
        r.Duration("contact.within"),
        r.Flag("contact.recorded_call_log"),
        r.Number("contact.attempts", 1, 20),
        r.Flag("contact.required_before_handled"));

    public static SatisfactionVisitRules SatisfactionVisit(PackReader r) => new(
        r.Flag("satisfaction_visit.enabled"),
        r.Named<Party>("satisfaction_visit.performer"),
        r.Codes<ContactMethod>("satisfaction_visit.methods"),
        r.Duration("satisfaction_visit.within"),
        r.Flag("satisfaction_visit.satisfaction_with_rectification"),
        r.Code<ReopenRule>("satisfaction_visit.unsatisfied_reopens"));

    public static RevisitRateRules RevisitRate(PackReader r) => new(
        r.Share("revisit.real_name_rate_target"),
        r.Code<RateDefinition>("revisit.rate_definition"));

    public static AppealRules Appeal(PackReader r) => new(
        r.Flag("appeal.enabled"),
        r.Codes<AppellantKind>("appeal.by"),
        r.Code<AppealScope>("appeal.against"),
        r.Texts("appeal.not_appealable"),
        r.NamedList<Party>("appeal.to"),
        r.Code<Party>("appeal.confirmed_by"),
        r.Codes<EvidenceMethod>("appeal.evidence_methods"),
        r.Duration("appeal.file_within"),
        r.Duration("appeal.decide_within"),
        r.Code<Party>("appeal.endorsement"),
        r.Duration("appeal.endorse_within"),
        r.Code<AppealEffect>("appeal.effect"),
        r.Codes<Party>("appeal.notify"),
        r.Flag("appeal.mitigation_note"),
        r.Flag("appeal.staff_cause_clears_person"));

    public static FraudRules Fraud(PackReader r) => new(
        r.Code<AppealEffect>("fraud.mistaken_or_malicious"),
        r.Code<Party>("fraud.report_to"),
        r.Code<Party>("fraud.mistaken_decided_by"),
        r.Flag("fraud.authority_confirms_mistaken"),
        r.Codes<SlipConfirmation>("fraud.fast_lane"),
        r.Code<Party>("fraud.malicious_confirmed_by"),
        r.Codes<FraudDetector>("fraud.detect"));
}
