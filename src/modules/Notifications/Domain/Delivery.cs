namespace Haochaping.Notifications.Domain;

/// <summary>发送规则 — when it is quiet, how often a message is tried, and what becomes of it after an attempt.</summary>
/// <param name="Quiet">Night hours.</param>
/// <param name="MaxAttempts">After so many attempts without a clear answer it waits for a person.</param>
internal sealed record Delivery(QuietHours Quiet, int MaxAttempts)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);

    /// <summary>1, 2, 4 … minutes, at most two hours: no dice, so that an operator can say when the next attempt is.</summary>
    public static TimeSpan Wait(int attempts) =>
        attempts > 7 ? LongestWait : TimeSpan.FromMinutes(1 << (attempts - 1));

    /// <summary>What becomes of a message.</summary>
    /// <param name="outcome">Of the attempt just made.</param>
    /// <param name="attempts">Attempts so far, this one included.</param>
    /// <param name="now">When it ended.</param>
    public Step After(Outcome outcome, int attempts, DateTimeOffset now) => outcome.Kind switch
    {
        OutcomeKind.Accepted => new(MessageState.Sent, now, null, outcome.Code),
        OutcomeKind.Shown => new(MessageState.Shown, now, null, null),
        OutcomeKind.OptedOut => new(MessageState.OptedOut, now, null, null),
        OutcomeKind.Refused => new(MessageState.Failed, now, outcome.Code, null),
        OutcomeKind.Unclear when attempts >= MaxAttempts => new(MessageState.Failed, now, outcome.Code, null),
        OutcomeKind.Unclear => new(MessageState.Queued, now + Wait(attempts), outcome.Code, null),
    };
}

/// <summary>下一步 — the state after an attempt.</summary>
/// <param name="State">The new state.</param>
/// <param name="At">When it came about, or when it is tried again.</param>
/// <param name="Error">Code of what was wrong.</param>
/// <param name="ProviderId">The gateway's number.</param>
internal sealed record Step(MessageState State, DateTimeOffset At, string? Error, string? ProviderId);
