using Haochaping.Kernel.Data;
using Haochaping.Notifications.Contracts;
using Haochaping.Notifications.Domain;
using Haochaping.Notifications.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Notifications.Features;

/// <summary>查看发件箱 — one page of messages, what waits for a person first, and how many there are in each state.</summary>
internal sealed class ListOutbox(AppDb db) : IOutbox
{
    public const int PageSize = 20;

    public async Task<OutboxList> RunAsync(MessageState? state, string? purpose, int page, CancellationToken cancel)
    {
        var counts = await db.Outbox.GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var purposes = await db.Outbox.Select(m => m.Purpose).Distinct().OrderBy(p => p).ToListAsync(cancel);
        var chosen = db.Outbox.AsNoTracking().Where(m => (state == null || m.State == state) && (purpose == null || m.Purpose == purpose));
        var rows = await chosen
            .OrderByDescending(m => m.State == MessageState.Failed).ThenByDescending(m => m.QueuedAt).ThenBy(m => m.Id)
            .Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        return new OutboxList(rows, await chosen.CountAsync(cancel), counts, purposes);
    }

    public async Task<IReadOnlyList<QueuedMessage>> AboutAsync(IReadOnlyCollection<Guid> cases, CancellationToken cancel) => await db.Outbox.AsNoTracking()
        .Where(m => cases.Contains(m.CaseId))
        .OrderBy(m => m.QueuedAt).ThenBy(m => m.Id)
        .Select(m => new QueuedMessage(m.CaseId, m.Purpose, m.Text, m.QueuedAt))
        .ToListAsync(cancel);

    public async Task<IReadOnlyList<InvitationSent>> SentToAsync(Guid phoneMark, DateTimeOffset since, CancellationToken cancel) => await db.Outbox.AsNoTracking()
        .Where(m => m.PhoneMark == phoneMark && m.QueuedAt >= since && MessagePurposes.Optional.Contains(m.Purpose) && m.State != MessageState.OptedOut)
        .OrderByDescending(m => m.QueuedAt).ThenByDescending(m => m.Id)
        .Select(m => new InvitationSent(m.CaseId, m.Recipient))
        .ToListAsync(cancel);

    /// <summary>How many wait for a person.</summary>
    public static Task<int> FailedAsync(AppDb db, CancellationToken cancel) => db.Outbox.CountAsync(m => m.State == MessageState.Failed, cancel);
}

/// <summary>What the page shows.</summary>
internal sealed record OutboxList(
    IReadOnlyList<OutboxMessage> Rows, int Total, IReadOnlyDictionary<MessageState, int> Counts, IReadOnlyList<string> Purposes);
