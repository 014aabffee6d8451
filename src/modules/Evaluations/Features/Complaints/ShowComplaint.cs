using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Ledger.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Complaints;

/// <summary>投诉回执 — by code: what was received and where it is sealed. What was written is not shown again: a code is easily lost.</summary>
internal sealed class ShowComplaint(AppDb db, ILedger ledger)
{
    /// <summary>The complaint behind a code, or null: wrong and unknown codes look alike.</summary>
    public async Task<ComplaintView?> RunAsync(string? typed, CancellationToken cancel) => await FindAsync(typed, cancel) is { } row
        ? new(ReceiptCode.Read(typed)!, row.CaseId, row.ComplaintId, row.Kind, row.Place, row.ReceivedAt, row.Complainant is not null, await ledger.FindAsync(row.CaseId, row.EntryId, cancel)) { Pictures = row.Pictures ?? [] }
        : null;

    /// <summary>The proof to take away, or null.</summary>
    public async Task<string?> ProofAsync(string? typed, CancellationToken cancel) => await FindAsync(typed, cancel) is { } row ? await ledger.ProofAsync(row.CaseId, row.EntryId, cancel) : null;

    private async Task<ComplaintRow?> FindAsync(string? typed, CancellationToken cancel) => ReceiptCode.Read(typed) is { } code
        ? await db.Receipts.AsNoTracking().Where(r => r.Code == code)
            .Join(db.Complaints.AsNoTracking(), r => new { r.CaseId, ComplaintId = r.TaskId }, c => new { c.CaseId, c.ComplaintId }, (_, c) => c).FirstOrDefaultAsync(cancel)
        : null;
}

/// <summary>A complaint as the holder of its code sees it.</summary>
internal sealed record ComplaintView(string Code, Guid CaseId, Guid ComplaintId, ComplaintKind Kind, ServicePlace Place, DateTimeOffset ReceivedAt, bool Reachable, SealedPlace? Sealed)
{
    /// <summary>图片, by hash.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];
}
