using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>环节评价 — which stages the pack lets people rate, and what of them. Pure.</summary>
internal static class StageKinds
{
    /// <summary>What a stage is rated as, once Cases has told it; null for what is no stage.</summary>
    public static SubjectKind? Of(CaseEventKind stage, HandlingChannel channel, RulePack pack) => stage switch
    {
        CaseEventKind.Received when channel == HandlingChannel.Window && pack.ReceiptStage.Enabled => SubjectKind.ReceiptStage,
        CaseEventKind.Received => SubjectKind.ReceivedStage,
        CaseEventKind.Accepted => SubjectKind.AcceptedStage,
        CaseEventKind.Decided => SubjectKind.DecidedStage,
        CaseEventKind.CertificateSigned => SubjectKind.CertificateStage,
        _ => null,
    };

    /// <summary>The only indicators a subject is asked for; null = the whole form.</summary>
    public static IReadOnlyList<string>? Only(SubjectKind kind, RulePack pack) => kind == SubjectKind.ReceiptStage ? pack.ReceiptStage.Dimensions : null;

    /// <summary>Whether nobody's rating becomes the grade that the place's document orders (C7, C13, Q41).</summary>
    public static bool IsDefaulted(SubjectKind kind, RulePack pack) => pack.Default.Apply && kind switch
    {
        SubjectKind.Service or SubjectKind.Visit or SubjectKind.Contact or SubjectKind.Batch or SubjectKind.Theme => true,
        SubjectKind.ReceiptStage => pack.ReceiptStage.DefaultApplies,
        SubjectKind.TurnedAway or SubjectKind.ThemeItem or SubjectKind.ReceivedStage or SubjectKind.AcceptedStage or SubjectKind.DecidedStage or SubjectKind.CertificateStage => false,
    };

    /// <summary>The stage a business system names; none named is the whole service.</summary>
    public static Result<StageAsked> Parse(string? stage) => stage switch
    {
        null or "" => new StageAsked(null),
        "received" => new StageAsked(CaseEventKind.Received),
        "accepted" => new StageAsked(CaseEventKind.Accepted),
        "decided" => new StageAsked(CaseEventKind.Decided),
        "certificateSigned" => new StageAsked(CaseEventKind.CertificateSigned),
        _ => new Refusal(RefusalKind.BadRequest, "unknown-choice", $"stage 不认识“{stage}”，可填：received、accepted、decided、certificateSigned；评价整个服务时不填。"),
    };
}

/// <summary>所评环节 — the event that ended the stage that is meant; null = the whole service.</summary>
internal readonly record struct StageAsked(CaseEventKind? Event);
