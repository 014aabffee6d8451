using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain.Sections;

/// <summary>The keys about publication, appraisal, exchange and analysis, in the order of the schema.</summary>
internal static class PublicationSections
{
    public static PublicationRules Publication(PackReader r) => new(
        r.Code<Cadence>("publication.cadence"),
        r.Terms("publication.outlets"),
        r.Flag("publication.include_rectification"),
        r.Code<PrivateRatings>("publication.private_ratings"),
        r.Flag("publication.typical_cases"),
        r.Flag("publication.exception_needs_ground"));

    public static BulletinRules Bulletin(PackReader r) => new(
        r.Code<Cadence>("bulletin.cadence"),
        r.Terms("bulletin.recipients"),
        r.Codes<BulletinStep>("bulletin.steps"),
        r.Flag("bulletin.final_figure_later"));

    public static RankingRules Ranking(PackReader r) => new(
        r.Flag("ranking.enabled"),
        r.Flag("ranking.public"),
        r.Number("ranking.low_alert.consecutive_periods", 1, 24),
        r.Share("ranking.low_alert.bottom_share"));

    public static AppraisalRules Appraisal(PackReader r) => new(
        r.Terms("appraisal.levels"),
        r.Terms("appraisal.targets"),
        r.Flag("appraisal.combine_rating_and_rectification"),
        r.Terms("appraisal.verified_fault_effects"),
        r.Code<AttributedTo>("appraisal.reception_counts_for"),
        r.Code<AttributedTo>("appraisal.process_counts_for"));

    public static AccountabilityRules Accountability(PackReader r) => new(
        r.Terms("accountability.triggers"),
        r.Read("accountability.repeat_threshold", ObjectKinds.Repeat),
        r.Terms("accountability.measures"));

    public static ExchangeRules Exchange(PackReader r) => new(
        r.Code<ExchangeMode>("exchange.mode"),
        r.Flag("exchange.bundle_with_case"),
        r.Term("exchange.upstream"),
        r.Flag("exchange.pull_back"));

    public static SurveyRules Survey(PackReader r) => new(
        r.Share("survey.random_revisit_ratio"),
        r.Code<ThirdParty>("survey.third_party"),
        r.Code<SelfEvaluation>("survey.self_evaluation"),
        r.Terms("survey.inspections"),
        r.Terms("social.channels"));

    public static AnalysisRules Analysis(PackReader r) => new(
        r.Number("analytics.concentrated.min_count", 1, 10_000),
        r.Share("analytics.concentrated.negative_share"),
        r.Read("result_grades.bands", ObjectKinds.Bands),
        r.Flag("security.statistics_immutable"),
        r.Flag("security.append_only_chain"));
}
