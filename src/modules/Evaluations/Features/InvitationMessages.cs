using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Features;

/// <summary>邀请与提醒 — when a message about a task is due by the pack's <c>reminder.*</c>; one budget per case (Q51).</summary>
internal static class InvitationMessages
{
    /// <summary>When the first message is due, or null when this house sends none (no rater known, or the province sends, C6).</summary>
    public static DateTimeOffset? FirstAt(Invitations.Subject subject, RulePack pack) => pack.Reminder switch
    {
        _ when subject.Rater is null => null,
        { Sender: not ReminderSender.Own } or { MaxMessages: 0 } => null,
        { SmsOnCompletion: true } => subject.CompletedAt,
        var rules => subject.CompletedAt.AddDays(rules.SmsIfUnratedAfter.Count),
    };

    /// <summary>When the next message is due after one was sent, or null when the budget is spent.</summary>
    public static DateTimeOffset? NextAfter(int sent, DateTimeOffset completedAt, RulePack pack) =>
        sent < pack.Reminder.MaxMessages && pack.Reminder.SmsIfUnratedAfter.Count > 0 && sent == 1 && pack.Reminder.SmsOnCompletion
            ? completedAt.AddDays(pack.Reminder.SmsIfUnratedAfter.Count)
            : null;
}
