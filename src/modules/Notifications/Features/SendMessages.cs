using Haochaping.Kernel.Data;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Notifications.Contracts;
using Haochaping.Notifications.Domain;
using Haochaping.Notifications.Gateway;
using Haochaping.Notifications.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Notifications.Features;

/// <summary>
/// 发送短信 — takes what is due, one claim per message. A node that dies, and an answer that is lost, lead to another attempt
/// under the same id: nothing is lost, and a gateway that knows its ids sends nothing twice.
/// </summary>
internal sealed class SendMessages(AppDb db, IGateway gateway, IRecipients recipients, MessageSecrets secrets, SmsSettings settings, TimeProvider clock) : IJob
{
    private const int BatchSize = 20;

    /// <inheritdoc />
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var done = await ExpireAsync(cancel);
        if (!gateway.IsOpen)
        {
            return done;
        }

        foreach (var message in await DueAsync(cancel))
        {
            if (!await ClaimAsync(message, cancel))
            {
                continue;
            }

            var phone = await recipients.PhoneAsync(message.Recipient, message.CaseId, message.Purpose, cancel);
            var outcome = await SendAsync(message, phone, cancel);
            await SaveAsync(message, settings.Delivery.After(outcome, message.Attempts + 1, clock.Now()), cancel);
            if (outcome.Kind == OutcomeKind.Unclear)
            {
                return 0; // a sick gateway is left alone until the job's next turn
            }

            done++;
        }

        return done;
    }

    private Task<int> ExpireAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        return db.Outbox
            .Where(m => m.ExpiresAt <= now && (m.State == MessageState.Queued || (m.State == MessageState.Sending && m.DueAt <= now)))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Expired).SetProperty(m => m.DueAt, now)
                .SetProperty(m => m.Link, (string?)null).SetProperty(m => m.Secret, (string?)null), cancel);
    }

    private Task<List<OutboxMessage>> DueAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        var isQuiet = settings.Delivery.Quiet.Covers(now);
        return db.Outbox.AsNoTracking()
            .Where(m => (m.State == MessageState.Queued || m.State == MessageState.Sending) && m.DueAt <= now && (!isQuiet || m.Secret != null || m.Purpose == MessagePurposes.Answer))
            .OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(BatchSize).ToListAsync(cancel);
    }

    private async Task<bool> ClaimAsync(OutboxMessage message, CancellationToken cancel)
    {
        var mine = clock.Now() + (2 * settings.Timeout) + TimeSpan.FromMinutes(1);
        return await db.Outbox
            .Where(m => m.CaseId == message.CaseId && m.Id == message.Id && m.State == message.State && m.Attempts == message.Attempts)
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MessageState.Sending).SetProperty(m => m.Attempts, message.Attempts + 1).SetProperty(m => m.DueAt, mine), cancel) == 1;
    }

    private async Task<Outcome> SendAsync(OutboxMessage message, Phone? phone, CancellationToken cancel)
    {
        if (phone is null)
        {
            return Outcome.NoPhone;
        }

        // before it leaves: a reply may be here before the gateway's answer is
        await db.Outbox.Where(m => m.CaseId == message.CaseId && m.Id == message.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.PhoneMark, phone.Mark), cancel);
        return MessagePurposes.Optional.Contains(message.Purpose) && await db.OptOuts.AnyAsync(o => o.PhoneMark == phone.Mark, cancel)
            ? Outcome.OptedOut
            : await gateway.SendAsync(message.GatewayKey, phone.Number, settings.Compose(message.Text, message.Link) + (message.Secret is { } secret ? secrets.Open(secret) : null), cancel);
    }

    // only while it is still this attempt's: a delivery report may have come first
    private Task<int> SaveAsync(OutboxMessage message, Step step, CancellationToken cancel) => db.Outbox
        .Where(m => m.CaseId == message.CaseId && m.Id == message.Id && m.State == MessageState.Sending && m.Attempts == message.Attempts + 1)
        .ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, step.State).SetProperty(m => m.DueAt, step.At).SetProperty(m => m.Error, step.Error).SetProperty(m => m.ProviderId, step.ProviderId)
                .SetProperty(m => m.Secret, m => step.State == MessageState.Queued ? m.Secret : null), cancel);
}
