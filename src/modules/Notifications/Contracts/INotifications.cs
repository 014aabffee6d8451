using Haochaping.Kernel.Data;
using Haochaping.Ui;

namespace Haochaping.Notifications.Contracts;

/// <summary>短信通知 — puts messages into the outbox. They are saved with whatever the caller saves, and sent later.</summary>
public interface INotifications
{
    /// <summary>
    /// Adds messages to <paramref name="db"/>, to be saved with the decision they belong to. An id that was queued before is passed
    /// over, so a reaction that reads history again sends nothing twice.
    /// </summary>
    Task QueueAsync(AppDb db, IReadOnlyCollection<Message> messages, CancellationToken cancel);

    /// <summary>
    /// Withdraws what has not been sent yet (a rating exists, so no reminder). Takes effect at once and may be repeated; returns how many
    /// messages it caught.
    /// </summary>
    /// <param name="db">The context to use.</param>
    /// <param name="caseIds">Lead cases.</param>
    /// <param name="purposes">Which purposes to withdraw; others stay.</param>
    /// <param name="cancel">Stops waiting.</param>
    Task<int> CancelAsync(AppDb db, IReadOnlyCollection<Guid> caseIds, IReadOnlyCollection<string> purposes, CancellationToken cancel);

    /// <summary>退订、恢复: from now on this phone gets neither invitations nor reminders, or gets them again. Saved with whatever the caller saves.</summary>
    Task OptAsync(AppDb db, Guid phoneMark, bool isOut, CancellationToken cancel);
}

/// <summary>短信 — one message to one person. How many a case may cost is the caller's rule.</summary>
/// <param name="Id">Derived from what it is about (<c>Ids.Derive("invitation", task)</c>); the gateway's key against doubles too.</param>
/// <param name="CaseId">The (lead) case.</param>
/// <param name="Recipient">Token of the person; the phone is looked up when it is sent.</param>
/// <param name="Purpose">What it is for: one of <see cref="MessagePurposes"/>, in Chinese words that pages translate.</param>
/// <param name="Text">What is sent, without personal data, at most 300 characters.</param>
/// <param name="NotBefore">Earliest time; night hours are kept on top of it.</param>
/// <param name="Link">Path below the public address, put behind the text; never shown to staff, forgotten once it has arrived.</param>
/// <param name="ExpiresAt">From when on it would be pointless.</param>
/// <param name="Secret">A one-time code that goes behind the text: sealed while it waits, forgotten once sent, never shown. Its recipient is waiting for it, so night hours do not hold it.</param>
public sealed record Message(
    Guid Id,
    Guid CaseId,
    Guid Recipient,
    string Purpose,
    string Text,
    DateTimeOffset NotBefore,
    string? Link = null,
    DateTimeOffset? ExpiresAt = null,
    string? Secret = null);

/// <summary>短信用途 — what messages are for; decides what the look at the phone is recorded as.</summary>
public static class MessagePurposes
{
    /// <summary>评价邀请.</summary>
    public static string Invitation { get; } = Words.Key("评价邀请");

    /// <summary>评价提醒.</summary>
    public static string Reminder { get; } = Words.Key("评价提醒");

    /// <summary>整改进展.</summary>
    public static string Progress { get; } = Words.Key("整改进展");

    /// <summary>核验验证码.</summary>
    public static string Code { get; } = Words.Key("核验验证码");

    /// <summary>短信答复: to somebody who wrote and waits, so night hours do not hold it.</summary>
    public static string Answer { get; } = Words.Key("短信答复");

    /// <summary>Every purpose.</summary>
    public static IReadOnlyList<string> All { get; } = [Invitation, Reminder, Progress, Code, Answer];

    /// <summary>What nobody gets who has opted out.</summary>
    public static IReadOnlyList<string> Optional { get; } = [Invitation, Reminder];
}
