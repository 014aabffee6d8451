using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Ledger.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>评价回执 — by code: what was received, where it is sealed, and the proof to take away.</summary>
internal sealed class ShowReceipt(AppDb db, ILedger ledger) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/r/{code}/proof", async (string code, ShowReceipt slice, CancellationToken cancel) => await slice.ProofAsync(code, cancel) is { } proof
            ? Results.Text(proof, "text/plain; charset=utf-8")
            : Results.NotFound())
        .WithName("receipt-proof").ExcludeFromDescription()
        .AllowAnonymous();

    /// <summary>The rating behind a code, or null: wrong and unknown codes look alike.</summary>
    public async Task<ReceiptView?> RunAsync(string? code, CancellationToken cancel)
    {
        if (await FindAsync(code, cancel) is not { } evaluation)
        {
            return null;
        }

        return new ReceiptView(
            ReceiptCode.Read(code)!, evaluation.CaseId, evaluation.TaskId, (int)evaluation.Level, evaluation.ReceivedAt, evaluation.Private,
            await ledger.FindAsync(evaluation.CaseId, evaluation.EntryId, cancel));
    }

    private async Task<string?> ProofAsync(string code, CancellationToken cancel) =>
        await FindAsync(code, cancel) is { } evaluation ? await ledger.ProofAsync(evaluation.CaseId, evaluation.EntryId, cancel) : null;

    private async Task<EvaluationRow?> FindAsync(string? typed, CancellationToken cancel) => ReceiptCode.Read(typed) is { } code
        ? await db.Receipts.AsNoTracking().Where(r => r.Code == code)
            .Join(db.Evaluations.AsNoTracking(), r => new { r.CaseId, r.TaskId }, e => new { e.CaseId, e.TaskId }, (_, e) => e).FirstOrDefaultAsync(cancel)
        : null;
}

/// <summary>A receipt as its holder sees it.</summary>
internal sealed record ReceiptView(string Code, Guid CaseId, Guid TaskId, int Level, DateTimeOffset ReceivedAt, bool Private, SealedPlace? Sealed);
