using Haochaping.Cases.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Contracts;

/// <summary>
/// 评价台 — what a channel does with evaluations: finds what can be rated, shows the one form, hands in a rating. Every channel comes
/// through here, so that a service rated anywhere is closed everywhere.
/// </summary>
public interface IRatingDesk
{
    /// <summary>Tasks that fit, the latest completion first.</summary>
    Task<IReadOnlyList<RatableTask>> FindAsync(RatableQuery query, CancellationToken cancel);

    /// <summary>The form of a task as this channel shows it, or <c>task-not-found</c>.</summary>
    Task<Result<TaskForm>> FormAsync(Guid caseId, Guid taskId, ChannelKind channel, CancellationToken cancel);

    /// <summary>The rating page of a task for a channel: a path below the public address, with a signed link and nothing personal.</summary>
    string PathOf(Guid caseId, Guid taskId, ChannelKind channel);

    /// <summary>The rating page of a case's own service that is not completed yet: it says so, and opens with the completion (C10).</summary>
    string AwaitedPathOf(Guid caseId, ChannelKind channel);

    /// <summary>The task that a link or its token leads to, or null when it is forged or damaged.</summary>
    Task<LinkedTask?> OpenAsync(string? token, CancellationToken cancel);

    /// <summary>Sends a code to the rater's phone in the vault, within the limits of the task; whether one went out is told to nobody.</summary>
    Task SendCodeAsync(Guid caseId, Guid taskId, CancellationToken cancel);

    /// <summary>The rater of the task, proven by the last characters of their certificate or by the code sent; null for every “no” alike.</summary>
    Task<PersonToken?> ProveAsync(Guid caseId, Guid taskId, string? certificate, string? code, CancellationToken cancel);

    /// <summary>Hands a rating in. Repeats answer with the first receipt; whoever comes second over another channel gets the winner's.</summary>
    Task<Result<RatingTaken>> RateAsync(RatingGiven given);
}

/// <summary>查询条件 — which tasks; absent means any. At least one of rater, cases, institution and hall is given.</summary>
public sealed record RatableQuery
{
    /// <summary>Token of the rater.</summary>
    public Guid? Rater { get; init; }

    /// <summary>Cases that the task answers for.</summary>
    public IReadOnlyList<Guid>? Cases { get; init; }

    /// <summary>Code of the receiving institution.</summary>
    public string? Institution { get; init; }

    /// <summary>Code of the hall.</summary>
    public string? Hall { get; init; }

    /// <summary>Code of the window.</summary>
    public string? Window { get; init; }

    /// <summary>Completed at or after.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only what can be rated at this instant.</summary>
    public DateTimeOffset? OpenAt { get; init; }

    /// <summary>At most so many.</summary>
    public int Most { get; init; } = 200;
}

/// <summary>可评价服务 — one task as a channel lists it; nothing personal.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="TaskId">The task.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Place">Where, by whom, for what.</param>
/// <param name="Pack">Rule-pack version that judges.</param>
/// <param name="Rater">Token of the rater, where known.</param>
/// <param name="Cases">How many cases it answers for.</param>
/// <param name="CompletedAt">When the service ended.</param>
/// <param name="ClosesAt">First instant that is too late.</param>
/// <param name="Provisional">暂定: a calendar year is missing.</param>
/// <param name="State">open, closed (the window is over, nobody has cleared up yet), answered, defaulted, unrated or withdrawn.</param>
/// <param name="Level">The grade that counts, once rated.</param>
/// <param name="AnsweredAt">When it was rated.</param>
/// <param name="ReceiptPath">The receipt page, once rated.</param>
public sealed record RatableTask(
    Guid CaseId, Guid TaskId, SubjectKind Kind, ServicePlace Place, string Pack, Guid? Rater, int Cases, DateTimeOffset CompletedAt, DateTimeOffset ClosesAt, bool Provisional,
    string State, int? Level, DateTimeOffset? AnsweredAt, string? ReceiptPath)
{
    /// <summary>怎么算的: the page that counts the window day by day.</summary>
    public required string ExplainPath { get; init; }
}

/// <summary>链接所指 — the task behind a link and the channel it was made for.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="TaskId">The task; it may not be there yet behind a code printed when materials were taken.</param>
/// <param name="Channel">The channel.</param>
public sealed record LinkedTask(Guid CaseId, Guid TaskId, ChannelKind Channel);

/// <summary>所给评价 — a rating as a channel hands it in; every value as it arrived.</summary>
public sealed record RatingGiven
{
    /// <summary>Lead case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The task.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>1 to 5.</summary>
    public required int? Level { get; init; }

    /// <summary>Indicator name → 1 to 5.</summary>
    public IReadOnlyDictionary<string, int>? Indicators { get; init; }

    /// <summary>Code of a question → number of the answer; voluntary.</summary>
    public IReadOnlyDictionary<string, int>? Questions { get; init; }

    /// <summary>关联业务: linked cases of a theme that got a grade of their own.</summary>
    public IReadOnlyList<LinkedGiven>? Linked { get; init; }

    /// <summary>Codes of tags.</summary>
    public IReadOnlyList<string?>? Tags { get; init; }

    /// <summary>Free text.</summary>
    public string? Text { get; init; }

    /// <summary>不公开.</summary>
    public bool? Private { get; init; }

    /// <summary>协助填写: somebody else typed for the rater.</summary>
    public bool? Assisted { get; init; }

    /// <summary>Which way it came.</summary>
    public required ChannelKind Channel { get; init; }

    /// <summary>When the request arrived, taken before anything waited.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the person rated, where a device or paper held it; then this decides whether it was in time.</summary>
    public DateTimeOffset? CapturedAt { get; init; }

    /// <summary>Whether the channel has proven who rates (sign-in, phone, device at an identified case).</summary>
    public required bool Proven { get; init; }
}

/// <summary>关联业务所给评价 — the grade of one linked case as a channel hands it in; every value as it arrived.</summary>
/// <param name="CaseNumber">办件编号 of the linked case.</param>
/// <param name="Level">1 to 5.</param>
/// <param name="Text">Free text.</param>
public sealed record LinkedGiven(string? CaseNumber, int? Level, string? Text);

/// <summary>评价结果 — what became of a rating.</summary>
/// <param name="ReceiptPath">The receipt page of the rating that counts.</param>
/// <param name="ReceiptCode">回执码.</param>
/// <param name="Level">The grade that counts.</param>
/// <param name="ReceivedAt">When the one that counts arrived.</param>
/// <param name="Outcome">Whether it is this one.</param>
public sealed record RatingTaken(string ReceiptPath, string ReceiptCode, int? Level, DateTimeOffset ReceivedAt, RatingOutcome Outcome);

/// <summary>评价去向 — what becomes of a rating that is not refused.</summary>
public enum RatingOutcome
{
    /// <summary>It is the answer.</summary>
    Recorded,

    /// <summary>The same content again: the first answer stands and is shown again.</summary>
    Replayed,

    /// <summary>Somebody answered over another channel before: the winner's receipt.</summary>
    AlreadyAnswered,
}
