using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain.Sections;

/// <summary>The keys about rating, in the order of the schema. A key exists because a line here asks for it.</summary>
internal static class EvaluationSections
{
    public static ScopeRules Scope(PackReader r) => new(
        r.Codes<RaterKind>("scope.raters"),
        r.Flag("scope.must_be_applicant"),
        r.Codes<AgentCaseRater>("scope.agent_filed_case_rater"),
        r.Codes<RatedObject>("scope.objects"),
        r.Terms("scope.levels"),
        r.Term("scope.item_filter"));

    public static FormRules Form(PackReader r) => new(
        r.Code<RatingScale>("form.scale"),
        r.Levels("form.grades"),
        r.Levels("form.negative_grades"),
        r.Levels("form.positive_grades"),
        r.Code<NegativeReason>("form.negative_reason"),
        r.Codes<FormPart>("form.structure"),
        r.Flag("form.overall_required"),
        new IndicatorRules(r.Texts("form.indicators.agency"), r.Texts("form.indicators.platform"), r.Texts("form.indicators.staff")),
        new TagRules(r.Codes<FormPart>("form.tags.attach_to"), r.Number("form.tags.max", 0, 50)),
        new FreeTextRules(r.Flag("form.free_text.enabled"), r.Number("form.free_text.max_chars", 1, 5000)),
        new QuestionnaireRules(r.Flag("form.questionnaire.enabled"), r.Texts("form.questionnaire.items")),
        new GranularityRules(
            r.Code<Granularity>("form.granularity.onsite"),
            r.Code<Granularity>("form.granularity.online"),
            r.Code<Granularity>("form.granularity.hotline")),
        r.Code<StageRating>("form.stage_rating"),
        r.Flag("form.stage_rating_counts"),
        r.Flag("form.edit_after_submit"));

    public static WindowRules Window(PackReader r) => new(
        new Duration(r.Number("window.length", 1, 366), r.Code<DurationUnit>("window.unit")),
        r.Code<StartEvent>("window.start_event"),
        r.Code<FirstDay>("window.first_day"),
        r.Flag("window.roll_if_last_day_off"),
        r.Code<EntryAfterExpiry>("window.entry_after_expiry"),
        new SupplementaryRules(
            r.Flag("window.supplementary.allowed"),
            r.Read("window.supplementary.until", ObjectKinds.DurationOrWindowEnd),
            r.Flag("window.supplementary.replaces_default")));

    public static DefaultRules Default(PackReader r) => new(
        r.Flag("default_rating.apply"),
        r.Level("default_rating.grade"),
        r.Flag("default_rating.grade_confirmed"),
        r.Code<DefaultScope>("default_rating.level"),
        r.Code<HeadlineRate>("default_rating.headline_rate"));

    public static ReminderRules Reminder(PackReader r) => new(
        r.Flag("reminder.sms_on_completion"),
        new NaturalDays(r.Number("reminder.sms_if_unrated_after_days", 1, 365)),
        r.Number("reminder.max_messages", 0, 20),
        r.Flag("reminder.staff_prompt"),
        r.Flag("reminder.on_push_without_rating"),
        r.Code<ReminderSender>("reminder.sender"),
        r.Flag("reminder.skip_if_rated_on_site"),
        r.Flag("reminder.case_message_carries_rating"));

    public static IdentityRules Identity(PackReader r) => new(
        r.Code<RealName>("identity.real_name"),
        r.Codes<LinkProof>("identity.bare_link_proof"),
        r.Flag("identity.private_option"),
        r.Flag("identity.private_rater_contactable"),
        r.Flag("identity.auto_match_cases"),
        r.Code<ThirdPartyDisclosure>("identity.third_party_disclosure"),
        r.Code<ViewIdentity>("identity.view_identity"),
        r.Flag("identity.anonymous_negative_opens_order"));

    public static ChannelRules Channels(PackReader r) => new(
        r.NamedList<ChannelKind>("channels.online"),
        r.NamedList<ChannelKind>("channels.onsite"),
        r.NamedList<ChannelKind>("channels.hotline"),
        r.NamedList<ChannelKind>("channels.paper"),
        r.NamedList<ChannelKind>("channels.other"));

    public static CompletionRules Completion(PackReader r) => new(
        r.Code<CompletionEvent>("completion.online_without_certificate"),
        r.Code<CompletionEvent>("completion.online_with_certificate"),
        r.Code<CompletionEvent>("completion.window_without_certificate"),
        r.Code<CompletionEvent>("completion.window_with_certificate"),
        r.Code<ElectronicCertificate>("completion.electronic_certificate"),
        r.Code<CompletionEvent>("completion.mailed_certificate"),
        r.Code<ReturnedCase>("completion.returned_case"),
        r.Code<CompletionEvent>("completion.kiosk"),
        r.Code<CompletionEvent>("completion.hotline"),
        r.Code<FailedReceipt>("completion.failed_receipt_or_acceptance"));

    public static ReceiptStageRules ReceiptStage(PackReader r) => new(
        r.Flag("receipt_stage.enabled"),
        r.Texts("receipt_stage.dimensions"),
        r.Flag("receipt_stage.default_applies"),
        r.Flag("receipt_stage.closes_if_acceptance_fails"));

    public static BatchRules Batch(PackReader r) => new(
        r.Flag("batch.enabled"),
        r.Number("batch.min_cases", 2, 1000),
        r.Flag("batch.same_item_same_session"),
        r.Codes<ChannelKind>("batch.channels"),
        r.Code<BatchStart>("batch.window_starts"),
        r.Number("batch.orders_per_negative", 1, 1),
        r.Flag("batch.manual_release"),
        r.Flag("batch.one_receipt_rating"));

    public static ThemeRules Theme(PackReader r) => new(
        r.Flag("theme.enabled"),
        r.Codes<ThemeMode>("theme.modes"),
        r.Code<LinkedCase>("theme.linked_case_without_item_rating"),
        r.Code<ThemeStart>("theme.window_starts"),
        r.Code<Party>("theme.overall_negative_handler"));
}
