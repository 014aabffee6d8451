using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Notifications.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>发送邀请与提醒 — puts due messages about open tasks into the outbox, within the case's budget; nothing after a rating exists (Q51).</summary>
internal sealed class SendInvitations(AppDb db, INotifications notifications, InvitationMessages messages, IRulePacks packs, IKeys keys, TimeProvider clock) : IJob
{
    private const int BatchSize = 200;

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        var due = await db.Tasks.AsNoTracking().Where(t => t.State == TaskState.Open && t.RemindAt <= now).OrderBy(t => t.RemindAt).Take(BatchSize).ToListAsync(cancel);
        foreach (var task in due)
        {
            await SendAsync(task, cancel);
        }

        return due.Count;
    }

    private async Task SendAsync(TaskRow task, CancellationToken cancel)
    {
        var pack = packs.Get(PackRef.Parse(task.Pack));
        var sent = task.MessagesSent + 1;
        var next = InvitationMessages.NextAfter(sent, task.DayZero, pack);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var claimed = await db.Tasks
            .Where(t => t.CaseId == task.CaseId && t.TaskId == task.TaskId && t.State == TaskState.Open && t.MessagesSent == task.MessagesSent)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RemindAt, next).SetProperty(t => t.MessagesSent, sent), cancel);
        if (claimed == 1)
        {
            await notifications.QueueAsync(db, [MessageOf(task, pack, sent)], cancel);
            await db.SaveChangesAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    private Message MessageOf(TaskRow task, RulePack pack, int sent) => new(
        Ids.Derive("invitation-message", task.TaskId.ToString(), sent.ToString()),
        task.CaseId,
        task.Rater!.Value,
        sent == 1 ? MessagePurposes.Invitation : MessagePurposes.Reminder,
        $"您办理的“{(task.Place.ItemName.Length > 0 ? task.Place.ItemName : "窗口服务")}”已办结，请在 {task.ClosesAt.AddDays(-1).ToHouse():M 月 d 日} 24:00 前评价{messages.HowToReply(pack)}：",
        task.RemindAt!.Value,
        "/e/" + new TaskToken(task.CaseId, task.TaskId, ChannelKind.Sms).Sign(keys),
        task.ClosesAt);
}
