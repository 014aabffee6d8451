using Haochaping.Cases.Contracts;
using Haochaping.Ui;

namespace Haochaping.Cases.Domain;

/// <summary>The Chinese words of codes, as officials say them.</summary>
internal static class CaseWords
{
    public static string Of(CaseEventKind kind) => kind switch
    {
        CaseEventKind.Received => Words.Key("收件成功"),
        CaseEventKind.ReceiptFailed => Words.Key("收件不成功"),
        CaseEventKind.Accepted => Words.Key("受理"),
        CaseEventKind.AcceptanceRefused => Words.Key("不予受理"),
        CaseEventKind.Decided => Words.Key("作出决定"),
        CaseEventKind.Returned => Words.Key("退件"),
        CaseEventKind.CertificateSigned => Words.Key("签领证照"),
        CaseEventKind.CourierSigned => Words.Key("快递签收"),
        CaseEventKind.ProcessEnded => Words.Key("自助流程正常结束"),
        CaseEventKind.ContactEnded => Words.Key("通话结束"),
    };

    public static string Of(CertificateMedium medium) => medium switch
    {
        CertificateMedium.None => Words.Key("无证照"),
        CertificateMedium.Paper => Words.Key("纸质证照"),
        CertificateMedium.Electronic => Words.Key("电子证照"),
        CertificateMedium.Mailed => Words.Key("邮寄证照"),
    };

    public static string Of(GroupKind kind) => kind switch
    {
        GroupKind.Batch => Words.Key("批量业务"),
        GroupKind.Theme => Words.Key("主题业务"),
    };

    public static string Of(LeavingReason reason) => reason switch
    {
        LeavingReason.Failed => Words.Key("收件或受理不成功，已移出"),
        LeavingReason.Stuck => Words.Key("长期未办结，已移出"),
        LeavingReason.Withdrawn => Words.Key("申请人撤回，已移出"),
        LeavingReason.Misfiled => Words.Key("误列入，已移出"),
    };

    /// <summary>The word of a standing, <see cref="Completion.Code"/>.</summary>
    public static string Standing(string code) => code switch
    {
        "completed" or "batch-awaited" or "batch-completed" or "theme-awaited" or "theme-completed" => Words.Key("已办结"),
        "not-ratable" => Words.Key("不单独评价"),
        _ => Words.Key("办理中"),
    };
}
