namespace Haochaping.Notifications.Domain;

/// <summary>发送结果 — what one attempt came to.</summary>
/// <param name="Kind">Which way it went.</param>
/// <param name="Code">The gateway's number of the message where it was accepted, else a short code of what was wrong.</param>
internal sealed record Outcome(OutcomeKind Kind, string Code)
{
    /// <summary>There is nobody to send to.</summary>
    public static Outcome NoPhone { get; } = new(OutcomeKind.Refused, "no-phone");

    /// <summary>The phone wants no invitations.</summary>
    public static Outcome OptedOut { get; } = new(OutcomeKind.OptedOut, "");
}

/// <summary>结果类别 — which way an attempt went.</summary>
internal enum OutcomeKind
{
    /// <summary>已接收.</summary>
    Accepted,

    /// <summary>被拒: trying again would not help.</summary>
    Refused,

    /// <summary>不明: no answer, or an answer that promises nothing. It may have been accepted, so the next attempt carries the same key.</summary>
    Unclear,

    /// <summary>仅演示.</summary>
    Shown,

    /// <summary>已退订.</summary>
    OptedOut,
}
