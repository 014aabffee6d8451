namespace Haochaping.Cases.Contracts;

/// <summary>
/// 随办件评价的去向 — what became of ratings that came with cases. Evaluations answers it: this contract is the only way by which
/// the sender's next report can say it, and nothing is silent.
/// </summary>
public interface IRatingStandings
{
    /// <summary>By case and service number; missing while nobody has looked at the rating yet.</summary>
    Task<IReadOnlyDictionary<(Guid CaseId, int ServiceNumber), RatingStanding>> FindAsync(IReadOnlyCollection<Guid> cases, CancellationToken cancel);
}

/// <summary>评价去向 — where one bundled rating stands.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">Chinese sentence.</param>
/// <param name="ReceiptCode">Receipt of the rating that counts, once there is one.</param>
public sealed record RatingStanding(RatingState State, string Code, string Message, string? ReceiptCode = null);

/// <summary>评价去向状态.</summary>
public enum RatingState
{
    /// <summary>未随报: the rules want a rating with the case, and there is none.</summary>
    Missing,

    /// <summary>待登记: kept, and not yet decided.</summary>
    Waiting,

    /// <summary>已登记.</summary>
    Recorded,

    /// <summary>已由其他渠道评价: the first rating stands.</summary>
    AlreadyAnswered,

    /// <summary>未采用: the rules refused it; a corrected one may be sent.</summary>
    Refused,
}
