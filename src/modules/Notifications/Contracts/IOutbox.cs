namespace Haochaping.Notifications.Contracts;

/// <summary>发件箱查询 — what was queued about cases, whatever became of it.</summary>
public interface IOutbox
{
    /// <summary>The messages about these (lead) cases, oldest first.</summary>
    Task<IReadOnlyList<QueuedMessage>> AboutAsync(IReadOnlyCollection<Guid> cases, CancellationToken cancel);

    /// <summary>The invitations and reminders that went to a phone since then, the latest first.</summary>
    Task<IReadOnlyList<InvitationSent>> SentToAsync(Guid phoneMark, DateTimeOffset since, CancellationToken cancel);
}

/// <summary>已发出的邀请 — which case somebody was asked about.</summary>
/// <param name="CaseId">The (lead) case.</param>
/// <param name="Recipient">Token of the person.</param>
public sealed record InvitationSent(Guid CaseId, Guid Recipient);

/// <summary>已入发件箱的短信 — neither recipient nor link.</summary>
/// <param name="CaseId">The (lead) case.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Text">What is sent.</param>
/// <param name="QueuedAt">When it was put there.</param>
public sealed record QueuedMessage(Guid CaseId, string Purpose, string Text, DateTimeOffset QueuedAt);
