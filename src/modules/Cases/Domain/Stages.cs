using Haochaping.Cases.Contracts;
using Haochaping.Policy.Contracts;

namespace Haochaping.Cases.Domain;

/// <summary>环节 — which events of a report are told as stages, by the pack's <c>receipt_stage.*</c> and <c>form.stage_rating</c>. Pure.</summary>
internal static class Stages
{
    private static readonly CaseEventKind[] Rated = [CaseEventKind.Received, CaseEventKind.Accepted, CaseEventKind.Decided, CaseEventKind.CertificateSigned];
    private static readonly CaseEventKind[] Failed = [CaseEventKind.ReceiptFailed, CaseEventKind.AcceptanceRefused];

    /// <summary>Each kind of event is told once, however often its time is corrected. <paramref name="ofBatch"/>: the receipt is the batch's to tell, where one rating is for all (C14).</summary>
    public static IEnumerable<CaseEvent> Fresh(
        HandlingChannel channel, IReadOnlyList<CaseEvent> known, IReadOnlyList<CaseEvent> events, Completion completion, RulePack pack, bool ofBatch)
    {
        var failed = events.Any(e => Failed.Contains(e.Kind));
        var receiptIsOther = ofBatch && pack.Batch.OneReceiptRating;
        return events.DistinctBy(e => e.Kind).ExceptBy(known.Select(e => e.Kind), e => e.Kind).Where(e => Failed.Contains(e.Kind)
            ? !receiptIsOther && HasReceipt(channel, pack) && pack.ReceiptStage.ClosesIfAcceptanceFails && known.Any(k => k.Kind == CaseEventKind.Received)
            : !failed && IsRated(e.Kind, channel, pack) && e.Kind != completion.By?.Kind && !(receiptIsOther && e.Kind == CaseEventKind.Received));
    }

    private static bool IsRated(CaseEventKind kind, HandlingChannel channel, RulePack pack) =>
        (kind == CaseEventKind.Received && HasReceipt(channel, pack)) || (Rated.Contains(kind) && HasStages(channel, pack));

    private static bool HasStages(HandlingChannel channel, RulePack pack) => pack.Form.StageRating switch
    {
        StageRating.None => false,
        StageRating.EveryStageOnline => channel == HandlingChannel.Online,
        StageRating.EveryStage => true,
    };

    private static bool HasReceipt(HandlingChannel channel, RulePack pack) => channel == HandlingChannel.Window && pack.ReceiptStage.Enabled;
}
