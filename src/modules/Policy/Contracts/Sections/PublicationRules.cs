namespace Haochaping.Policy.Contracts;

/// <summary>公开 — <c>publication.*</c>.</summary>
public sealed record PublicationRules(
    Cadence Cadence,
    IReadOnlyList<Term> Outlets,
    bool IncludeRectification,
    PrivateRatings PrivateRatings,
    bool TypicalCases,
    bool ExceptionNeedsGround);

/// <summary>通报 — <c>bulletin.*</c>; month-end figures precede open windows, so a 终值 follows the 初值 (C17).</summary>
public sealed record BulletinRules(Cadence Cadence, IReadOnlyList<Term> Recipients, IReadOnlyList<BulletinStep> Steps, bool FinalFigureLater);

/// <summary>排名 — <c>ranking.*</c>.</summary>
/// <param name="Enabled">Whether ranks are computed.</param>
/// <param name="IsPublic">Whether the public sees them.</param>
/// <param name="LowAlertPeriods">Consecutive low periods that raise 警示.</param>
/// <param name="LowAlertBottomPerMille">The lowest share, in thousandths.</param>
public sealed record RankingRules(bool Enabled, bool IsPublic, int LowAlertPeriods, int LowAlertBottomPerMille);

/// <summary>绩效 — <c>appraisal.*</c>.</summary>
public sealed record AppraisalRules(
    IReadOnlyList<Term> Levels,
    IReadOnlyList<Term> Targets,
    bool CombineRatingAndRectification,
    IReadOnlyList<Term> VerifiedFaultEffects,
    AttributedTo ReceptionCountsFor,
    AttributedTo ProcessCountsFor);

/// <summary>问责 — <c>accountability.*</c>.</summary>
public sealed record AccountabilityRules(IReadOnlyList<Term> Triggers, RepeatThreshold RepeatThreshold, IReadOnlyList<Term> Measures);

/// <summary>反复差评 — how many negatives within how many calendar days are “repeated”.</summary>
public sealed record RepeatThreshold(int Count, NaturalDays Within);

/// <summary>汇聚上报 — <c>exchange.*</c>.</summary>
public sealed record ExchangeRules(ExchangeMode Mode, bool BundleWithCase, Term Upstream, bool PullBack);

/// <summary>调查与监督 — <c>survey.*</c> and <c>social.*</c>.</summary>
public sealed record SurveyRules(
    int RandomRevisitPerMille,
    ThirdParty ThirdParty,
    SelfEvaluation SelfEvaluation,
    IReadOnlyList<Term> Inspections,
    IReadOnlyList<Term> SocialChannels);

/// <summary>分析与存证 — <c>analytics.*</c>, <c>result_grades.*</c>, <c>security.*</c>.</summary>
/// <param name="ConcentratedMinCount">集中差评: at least so many negatives.</param>
/// <param name="ConcentratedPerMille">And at least this share, in thousandths.</param>
/// <param name="Bands">Result bands, best first; empty where the place has none.</param>
/// <param name="StatisticsImmutable">Published figures never change.</param>
/// <param name="AppendOnlyChain">评价存证 is on.</param>
public sealed record AnalysisRules(
    int ConcentratedMinCount,
    int ConcentratedPerMille,
    IReadOnlyList<ResultBand> Bands,
    bool StatisticsImmutable,
    bool AppendOnlyChain);

/// <summary>结果等次 — a half-open band that starts at <paramref name="Min"/> points (0–100).</summary>
public sealed record ResultBand(string Name, string? Alias, int Min);
