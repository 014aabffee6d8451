using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Ledger.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Ledger.Features;

/// <summary>查看存证 — the state of the log for the console.</summary>
internal sealed class ShowLedger(AppDb db, ILedger ledger, LogKeys keys, TimeProvider clock)
{
    public async Task<LedgerView> RunAsync(CancellationToken cancel)
    {
        var oldest = await (
            from queued in db.Unsealed
            orderby queued.Arrival
            join entry in db.Journal on new { queued.CaseId, queued.EntryId } equals new { entry.CaseId, entry.EntryId }
            select (DateTimeOffset?)entry.At).FirstOrDefaultAsync(cancel);
        return new(
            await ledger.HeadAsync(cancel),
            await db.Unsealed.LongCountAsync(cancel),
            oldest is { } at ? clock.Now() - at : null,
            [.. keys.Current().Signer.Keys.Select(key => key.ToString())]);
    }
}

/// <summary>What the page shows.</summary>
/// <param name="Head">Newest signed state.</param>
/// <param name="Waiting">Entries without a place yet.</param>
/// <param name="OldestWaiting">For how long the first of them has waited.</param>
/// <param name="Keys">Verifier keys.</param>
internal sealed record LedgerView(TreeHead Head, long Waiting, TimeSpan? OldestWaiting, IReadOnlyList<string> Keys)
{
    /// <summary>Every accepted rating is signed within a minute: that is promised (P2).</summary>
    public bool IsLate => OldestWaiting > TimeSpan.FromMinutes(1);
}
