namespace Haochaping.Exchange.Domain;

/// <summary>送达结果 — what one attempt came to.</summary>
/// <param name="Kind">Which way it went.</param>
/// <param name="Code">The receipt, or a short code of what was wrong.</param>
internal sealed record Outcome(OutcomeKind Kind, string Code)
{
    /// <summary>
    /// What an answer means. Only a clear “no” about the letter itself is final; whatever may pass (no such page, no such key, an earlier
    /// letter still missing) is tried again.
    /// </summary>
    public static Outcome Of(int status, string? receipt, string? code) => (status, code) switch
    {
        ( >= 200 and < 300, _) when receipt is { Length: > 0 and <= 80 } => new(OutcomeKind.Taken, receipt),
        ( >= 200 and < 300, _) => new(OutcomeKind.Unclear, "no-receipt"),
        (409, "order-changed" or "letter-early") or (404, "order-unknown") => new(OutcomeKind.Later, code),
        (400 or 409 or 410 or 422, _) => new(OutcomeKind.Refused, code ?? $"http-{status}"),
        _ => new(OutcomeKind.Unclear, code ?? $"http-{status}"),
    };
}

/// <summary>送达类别.</summary>
internal enum OutcomeKind
{
    /// <summary>已接收.</summary>
    Taken,

    /// <summary>被拒: trying again would not help.</summary>
    Refused,

    /// <summary>稍后再送: the other side is well, this letter has to wait.</summary>
    Later,

    /// <summary>不明: it may have been taken; the same letter goes again.</summary>
    Unclear,
}

/// <summary>送达规则 — how long a letter is tried, and when again.</summary>
internal static class Delivery
{
    /// <summary>No attempt is further away.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Without a clear answer for so long it waits for a person.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>1, 2, 4 … minutes, at most an hour: no dice, so that a person can say when the next attempt is.</summary>
    private static TimeSpan Wait(int attempts) => attempts > 6 ? LongestWait : TimeSpan.FromMinutes(1 << (attempts - 1));

    /// <summary>State and next instant after an attempt.</summary>
    /// <param name="kind">What it came to.</param>
    /// <param name="attempts">Attempts so far, this one included.</param>
    /// <param name="since">Since when it is being tried.</param>
    /// <param name="now">When the attempt ended.</param>
    public static (LetterState State, DateTimeOffset At) After(OutcomeKind kind, int attempts, DateTimeOffset since, DateTimeOffset now) => kind switch
    {
        OutcomeKind.Taken => (LetterState.Delivered, now),
        OutcomeKind.Refused => (LetterState.Refused, now),
        OutcomeKind.Later or OutcomeKind.Unclear when now - since >= Patience => (LetterState.Failed, now),
        OutcomeKind.Later or OutcomeKind.Unclear => (LetterState.Waiting, now + Wait(attempts)),
    };
}
