using Haochaping.Policy.Contracts;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Evaluations.Features;

/// <summary>
/// 邀请与提醒 — when a message about a task is due by the pack's <c>reminder.*</c>; one budget per case (Q51). Where the rules
/// give the messages to the province or the city (江西 第六条、第十四条, C6), only a house that says it sends for them does.
/// </summary>
internal sealed class InvitationMessages
{
    private readonly ReminderSender sendsFor;
    private readonly bool hearsReplies;

    public InvitationMessages(IConfiguration settings)
    {
        hearsReplies = settings["Notifications:Sms:Replies"] is "true" or "True";
        sendsFor = settings["Notifications:SendsFor"] switch
        {
            null or "" => ReminderSender.Own,
            "city" => ReminderSender.City,
            "province" => ReminderSender.Province,
            var other => throw new InvalidOperationException($"Notifications:SendsFor 不认识“{other}”：本平台替省级平台发短信时填 province，替市级平台发时填 city，否则留空。"),
        };
    }

    /// <summary>How to answer by a message, where replies reach this house and the place lists text messages (C6); else nothing.</summary>
    public string HowToReply(RulePack pack) => hearsReplies && pack.Lists(ChannelKind.Sms) ? "，可直接回复 1 至 5（5 非常满意，1 非常不满意；退订回 TD）" : "";

    /// <summary>When the first message is due, or null when this house sends none (no rater known, or another platform sends).</summary>
    public DateTimeOffset? FirstAt(Guid? rater, DateTimeOffset dayZero, RulePack pack) => pack.Reminder switch
    {
        _ when rater is null => null,
        { MaxMessages: 0 } => null,
        { Sender: var sender } when sender != ReminderSender.Own && sender != sendsFor => null,
        { SmsOnCompletion: true } => dayZero,
        var rules => dayZero.AddDays(rules.SmsIfUnratedAfter.Count),
    };

    /// <summary>When the next message is due after one was sent, or null when the budget is spent.</summary>
    public static DateTimeOffset? NextAfter(int sent, DateTimeOffset dayZero, RulePack pack) =>
        sent < pack.Reminder.MaxMessages && pack.Reminder.SmsIfUnratedAfter.Count > 0 && sent == 1 && pack.Reminder.SmsOnCompletion
            ? dayZero.AddDays(pack.Reminder.SmsIfUnratedAfter.Count)
            : null;
}
