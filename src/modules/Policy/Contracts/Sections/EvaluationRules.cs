namespace Haochaping.Policy.Contracts;

/// <summary>适用范围 — <c>scope.*</c>: who rates what, at which levels of government.</summary>
public sealed record ScopeRules(
    IReadOnlyList<RaterKind> Raters,
    bool MustBeApplicant,
    IReadOnlyList<AgentCaseRater> AgentFiledCaseRater,
    IReadOnlyList<RatedObject> Objects,
    IReadOnlyList<Term> Levels,
    Term ItemFilter);

/// <summary>评价表 — <c>form.*</c>: grades, indicators, tags, text, granularity.</summary>
public sealed record FormRules(
    RatingScale Scale,
    IReadOnlyList<Level> Grades,
    IReadOnlyList<Level> NegativeGrades,
    IReadOnlyList<Level> PositiveGrades,
    NegativeReason NegativeReason,
    IReadOnlyList<FormPart> Structure,
    bool OverallRequired,
    IndicatorRules Indicators,
    TagRules Tags,
    FreeTextRules FreeText,
    QuestionnaireRules Questionnaire,
    GranularityRules Granularity,
    StageRating StageRating,
    bool StageRatingCounts,
    bool EditAfterSubmit)
{
    private readonly int negative = Mask(NegativeGrades);
    private readonly int positive = Mask(PositiveGrades);

    /// <summary>差评 — whether a grade is negative here.</summary>
    public bool IsNegative(Level level) => (negative & (1 << (int)level)) != 0;

    /// <summary>好评 — whether a grade is positive here (C21).</summary>
    public bool IsPositive(Level level) => (positive & (1 << (int)level)) != 0;

    private static int Mask(IReadOnlyList<Level> levels) => levels.Aggregate(0, (mask, level) => mask | (1 << (int)level));
}

/// <summary>指标 — <c>form.indicators.*</c>: names as the place's document has them.</summary>
public sealed record IndicatorRules(IReadOnlyList<string> Agency, IReadOnlyList<string> Platform, IReadOnlyList<string> Staff)
{
    /// <summary>All of them, in the order agency, platform, staff.</summary>
    public IReadOnlyList<string> All { get; } = [.. Agency, .. Platform, .. Staff];
}

/// <summary>标签 — <c>form.tags.*</c>.</summary>
public sealed record TagRules(IReadOnlyList<FormPart> AttachTo, int Max);

/// <summary>文字意见 — <c>form.free_text.*</c>.</summary>
public sealed record FreeTextRules(bool Enabled, int MaxChars);

/// <summary>问卷 — <c>form.questionnaire.*</c>.</summary>
public sealed record QuestionnaireRules(bool Enabled, IReadOnlyList<string> Items);

/// <summary>粒度 — <c>form.granularity.*</c> by kind of channel.</summary>
public sealed record GranularityRules(Granularity Onsite, Granularity Online, Granularity Hotline);

/// <summary>评价窗口 — <c>window.*</c>.</summary>
public sealed record WindowRules(
    Duration Length,
    StartEvent StartEvent,
    FirstDay FirstDay,
    bool RollIfLastDayOff,
    EntryAfterExpiry EntryAfterExpiry,
    SupplementaryRules Supplementary);

/// <summary>补充评价 — <c>window.supplementary.*</c>.</summary>
/// <param name="Allowed">Whether a rating after leaving is allowed at all.</param>
/// <param name="Until">Own length, counted from the same event; null = the window's end.</param>
/// <param name="ReplacesDefault">A late rating supersedes a default, which stays visible.</param>
public sealed record SupplementaryRules(bool Allowed, Duration? Until, bool ReplacesDefault);

/// <summary>默认评价 — <c>default_rating.*</c>.</summary>
public sealed record DefaultRules(bool Apply, Level Grade, bool GradeConfirmed, DefaultScope Scope, HeadlineRate HeadlineRate);

/// <summary>提醒 — <c>reminder.*</c>.</summary>
/// <param name="SmsOnCompletion">Invitation when the case is completed.</param>
/// <param name="SmsIfUnratedAfter">Reminder when nobody rated after so many calendar days.</param>
/// <param name="MaxMessages">One budget per case (Q51).</param>
/// <param name="StaffPrompt">Staff invite at the window.</param>
/// <param name="OnPushWithoutRating">Reminder when a pushed case brings no rating.</param>
/// <param name="Sender">Who sends; only <see cref="ReminderSender.Own"/> makes us send (C6).</param>
/// <param name="SkipIfRatedOnSite">Rated on site: no message (C6).</param>
/// <param name="CaseMessageCarriesRating">The business system's own message may carry the rating link (C6).</param>
public sealed record ReminderRules(
    bool SmsOnCompletion,
    NaturalDays SmsIfUnratedAfter,
    int MaxMessages,
    bool StaffPrompt,
    bool OnPushWithoutRating,
    ReminderSender Sender,
    bool SkipIfRatedOnSite,
    bool CaseMessageCarriesRating);

/// <summary>身份与隐私 — <c>identity.*</c>.</summary>
/// <param name="RealName">Mandatory, encouraged or none.</param>
/// <param name="BareLinkProof">Where mandatory: one of these before a bare link may be used (C11).</param>
/// <param name="PrivateOption">The rater may choose 不公开.</param>
/// <param name="PrivateRaterContactable">不公开 concerns publication only; the handler may still call (C5).</param>
/// <param name="AutoMatchCases">Cases are matched to a signed-in person.</param>
/// <param name="ThirdPartyDisclosure">Disclosure of raters' data.</param>
/// <param name="ViewIdentity">Who may see identity.</param>
/// <param name="AnonymousNegativeOpensOrder">An anonymous negative opens an order too.</param>
public sealed record IdentityRules(
    RealName RealName,
    IReadOnlyList<LinkProof> BareLinkProof,
    bool PrivateOption,
    bool PrivateRaterContactable,
    bool AutoMatchCases,
    ThirdPartyDisclosure ThirdPartyDisclosure,
    ViewIdentity ViewIdentity,
    bool AnonymousNegativeOpensOrder);

/// <summary>评价渠道 — <c>channels.*</c>.</summary>
public sealed record ChannelRules(
    IReadOnlyList<Named<ChannelKind>> Online,
    IReadOnlyList<Named<ChannelKind>> Onsite,
    IReadOnlyList<Named<ChannelKind>> Hotline,
    IReadOnlyList<Named<ChannelKind>> Paper,
    IReadOnlyList<Named<ChannelKind>> Other);

/// <summary>办结 — <c>completion.*</c>: which event completes, by channel and certificate.</summary>
public sealed record CompletionRules(
    CompletionEvent OnlineWithoutCertificate,
    CompletionEvent OnlineWithCertificate,
    CompletionEvent WindowWithoutCertificate,
    CompletionEvent WindowWithCertificate,
    ElectronicCertificate ElectronicCertificate,
    CompletionEvent MailedCertificate,
    ReturnedCase ReturnedCase,
    CompletionEvent Kiosk,
    CompletionEvent Hotline,
    FailedReceipt FailedReceiptOrAcceptance);

/// <summary>收件环节 — <c>receipt_stage.*</c> (深圳 第十八条, C13).</summary>
public sealed record ReceiptStageRules(
    bool Enabled,
    IReadOnlyList<string> Dimensions,
    bool DefaultApplies,
    bool ClosesIfAcceptanceFails);

/// <summary>批量业务 — <c>batch.*</c> (深圳 第二十条, C14).</summary>
public sealed record BatchRules(
    bool Enabled,
    int MinCases,
    bool SameItemSameSession,
    IReadOnlyList<ChannelKind> Channels,
    BatchStart WindowStarts,
    int OrdersPerNegative,
    bool ManualRelease,
    bool OneReceiptRating);

/// <summary>主题服务 — <c>theme.*</c> (深圳 第二十条, C14).</summary>
public sealed record ThemeRules(
    bool Enabled,
    IReadOnlyList<ThemeMode> Modes,
    LinkedCase LinkedCaseWithoutItemRating,
    ThemeStart WindowStarts,
    Party OverallNegativeHandler);
