using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Notifications.Contracts;
using Haochaping.Notifications.Domain;
using Haochaping.Notifications.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Notifications.Features;

/// <summary>写入发件箱 — what other modules call; nothing leaves the house here.</summary>
internal sealed class QueueMessages(MessageSecrets secrets, TimeProvider clock) : INotifications
{
    /// <inheritdoc />
    public async Task QueueAsync(AppDb db, IReadOnlyCollection<Message> messages, CancellationToken cancel)
    {
        var cases = messages.Select(m => m.CaseId).ToHashSet();
        var known = db.Outbox.Local.Select(m => m.Id)
            .Concat(await db.Outbox.Where(m => cases.Contains(m.CaseId)).Select(m => m.Id).ToListAsync(cancel))
            .ToHashSet();
        var now = clock.Now();
        foreach (var message in messages.Where(m => known.Add(m.Id)))
        {
            db.Add(new OutboxMessage
            {
                CaseId = message.CaseId,
                Id = message.Id,
                GatewayKey = message.Id,
                Recipient = message.Recipient,
                Purpose = message.Purpose,
                Text = message.Text,
                Link = message.Link,
                Secret = message.Secret is null ? null : secrets.Seal(message.Secret),
                QueuedAt = now,
                ExpiresAt = message.ExpiresAt,
                DueAt = message.NotBefore > now ? message.NotBefore : now,
            });
        }
    }

    /// <inheritdoc />
    public Task<int> CancelAsync(AppDb db, IReadOnlyCollection<Guid> caseIds, IReadOnlyCollection<string> purposes, CancellationToken cancel)
    {
        var now = clock.Now();
        return db.Outbox
            .Where(m => caseIds.Contains(m.CaseId) && purposes.Contains(m.Purpose) && m.State == MessageState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Cancelled).SetProperty(m => m.DueAt, now).SetProperty(m => m.Link, (string?)null).SetProperty(m => m.Secret, (string?)null), cancel);
    }

    /// <inheritdoc />
    public async Task OptAsync(AppDb db, Guid phoneMark, bool isOut, CancellationToken cancel)
    {
        var known = await db.OptOuts.FindAsync([phoneMark], cancel);
        if (isOut && known is null)
        {
            db.Add(new OptOutRow { PhoneMark = phoneMark, Since = clock.Now() });
        }
        else if (!isOut && known is not null)
        {
            db.Remove(known);
        }
    }
}
