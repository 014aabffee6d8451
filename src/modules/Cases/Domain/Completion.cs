using Haochaping.Cases.Contracts;
using Haochaping.Policy.Contracts;

namespace Haochaping.Cases.Domain;

/// <summary>办结判定 — may this service be rated yet, by the pack's <c>completion.*</c>?</summary>
/// <param name="By">The event that completed it; null when it is not completed.</param>
/// <param name="Code">Why not, when it is not: <c>not-completed</c> or <c>not-ratable</c>; “completed” otherwise.</param>
/// <param name="Message">For the sender, in Chinese.</param>
/// <param name="Basis">The article or “默认” that decided.</param>
internal sealed record Completion(CaseEvent? By, string Code, string Message, string Basis)
{
    /// <summary>Pure: channel, certificate and events against the pack.</summary>
    public static Completion Judge(HandlingChannel channel, CertificateMedium certificate, IReadOnlyList<CaseEvent> events, RulePack pack)
    {
        if (events.Any(e => e.Kind is CaseEventKind.ReceiptFailed or CaseEventKind.AcceptanceRefused))
        {
            var basis = pack.Value("completion.failed_receipt_or_acceptance").Basis;
            return pack.Completion.FailedReceiptOrAcceptance == FailedReceipt.NotRatable
                ? new(null, "not-ratable", "收件或受理不成功，不提供评价入口。", basis)
                : new(null, "not-ratable", "收件或受理不成功的办件不单独评价；本次到访可以评价（不产生默认评价）。", basis);
        }

        if (pack.Completion.ReturnedCase == ReturnedCase.Completed && Last(events, CaseEventKind.Returned) is { } returned)
        {
            return new(returned, "completed", "退件视为办结。", pack.Value("completion.returned_case").Basis);
        }

        var (key, awaited) = Awaited(channel, certificate, pack.Completion);
        var value = pack.Value("completion." + key);
        return First(events, awaited) is { } done
            ? new(done, "completed", "已办结，可以评价。", value.Basis)
            : new(null, "not-completed", $"尚未办结：等待“{CaseWords.Of(awaited)}”事件。", value.Basis);
    }

    private static (string Key, CaseEventKind Event) Awaited(HandlingChannel channel, CertificateMedium certificate, CompletionRules rules) => (channel, certificate) switch
    {
        (HandlingChannel.Kiosk, _) => ("kiosk", EventOf(rules.Kiosk)),
        (HandlingChannel.Hotline, _) => ("hotline", EventOf(rules.Hotline)),
        (_, CertificateMedium.Mailed) => ("mailed_certificate", EventOf(rules.MailedCertificate)),
        (_, CertificateMedium.Electronic) when rules.ElectronicCertificate == ElectronicCertificate.CertificateSigned => ("electronic_certificate", CaseEventKind.CertificateSigned),
        (HandlingChannel.Online, CertificateMedium.Paper) => ("online_with_certificate", EventOf(rules.OnlineWithCertificate)),
        (HandlingChannel.Online, _) => ("online_without_certificate", EventOf(rules.OnlineWithoutCertificate)),
        (HandlingChannel.Window, CertificateMedium.Paper) => ("window_with_certificate", EventOf(rules.WindowWithCertificate)),
        (HandlingChannel.Window, _) => ("window_without_certificate", EventOf(rules.WindowWithoutCertificate)),
    };

    private static CaseEventKind EventOf(CompletionEvent completion) => completion switch
    {
        CompletionEvent.Decision => CaseEventKind.Decided,
        CompletionEvent.CertificateSigned => CaseEventKind.CertificateSigned,
        CompletionEvent.CourierSigned => CaseEventKind.CourierSigned,
        CompletionEvent.ProcessNormalEnd => CaseEventKind.ProcessEnded,
        CompletionEvent.ContactEnd => CaseEventKind.ContactEnded,
    };

    private static CaseEvent? First(IReadOnlyList<CaseEvent> events, CaseEventKind kind) => events.FirstOrDefault(e => e.Kind == kind);

    private static CaseEvent? Last(IReadOnlyList<CaseEvent> events, CaseEventKind kind) => events.LastOrDefault(e => e.Kind == kind);
}
