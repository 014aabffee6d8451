namespace Haochaping.Cases.Contracts;

/// <summary>办理方式 — how the applicant met the service; decides completion and granularity.</summary>
public enum HandlingChannel
{
    /// <summary>网上办理.</summary>
    Online,

    /// <summary>窗口办理.</summary>
    Window,

    /// <summary>自助终端.</summary>
    Kiosk,

    /// <summary>热线.</summary>
    Hotline,
}

/// <summary>证照载体 — which certificate ends the case, if any.</summary>
public enum CertificateMedium
{
    /// <summary>无证照.</summary>
    None,

    /// <summary>纸质证照, signed for at the window.</summary>
    Paper,

    /// <summary>电子证照.</summary>
    Electronic,

    /// <summary>邮寄证照.</summary>
    Mailed,
}

/// <summary>办件环节事件 — what a business system reports about a case.</summary>
public enum CaseEventKind
{
    /// <summary>收件成功.</summary>
    Received,

    /// <summary>收件不成功.</summary>
    ReceiptFailed,

    /// <summary>受理.</summary>
    Accepted,

    /// <summary>不予受理.</summary>
    AcceptanceRefused,

    /// <summary>作出决定, approval or refusal.</summary>
    Decided,

    /// <summary>退件.</summary>
    Returned,

    /// <summary>窗口签领证照.</summary>
    CertificateSigned,

    /// <summary>快递签收.</summary>
    CourierSigned,

    /// <summary>自助流程正常结束.</summary>
    ProcessEnded,

    /// <summary>热线通话结束.</summary>
    ContactEnded,
}
