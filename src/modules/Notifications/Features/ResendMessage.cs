using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Notifications.Contracts;
using Haochaping.Notifications.Domain;
using Haochaping.Notifications.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Notifications.Features;

/// <summary>
/// 重新发送 — a person decides that a failed message gets a new series of attempts. What the gateway had accepted and could not
/// deliver goes under a new key, or the gateway would take it for a double; anything else keeps its key.
/// </summary>
internal sealed class ResendMessage(AppDb db, TimeProvider clock)
{
    internal static readonly Refusal NotFailed = new(RefusalKind.Conflict, "message-not-failed", "只有发送失败的短信可以重新发送。");

    public async Task<Result<Done>> RunAsync(Guid caseId, Guid id, CancellationToken cancel)
    {
        var now = clock.Now();
        var failed = db.Outbox.Where(m => m.CaseId == caseId && m.Id == id && (m.State == MessageState.Failed || m.State == MessageState.Undeliverable) && m.Purpose != MessagePurposes.Code); // a code is asked for again, never resent
        var fresh = Ids.New(clock);
        var queued = await failed.ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, MessageState.Queued).SetProperty(m => m.Attempts, 0).SetProperty(m => m.DueAt, now)
                .SetProperty(m => m.GatewayKey, m => m.ProviderId == null ? m.GatewayKey : fresh).SetProperty(m => m.ProviderId, (string?)null),
            cancel);
        return queued == 1 ? new Done() : NotFailed;
    }
}
