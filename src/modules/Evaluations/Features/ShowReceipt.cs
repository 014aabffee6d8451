using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Features.Complaints;
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
internal sealed class ShowReceipt(AppDb db, ShowComplaint complaints, ILedger ledger) : ISlice
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
        if (await FindAsync(code, cancel) is not { AnswerEntry: { } entry } task)
        {
            return null;
        }

        var items = task.Kind != SubjectKind.Theme ? [] : await db.Tasks.AsNoTracking().Where(t => t.CaseId == task.CaseId && t.Kind == SubjectKind.ThemeItem).ToListAsync(cancel);
        var evaluation = await db.Evaluations.AsNoTracking().FirstOrDefaultAsync(e => e.CaseId == task.CaseId && e.TaskId == task.TaskId, cancel);
        return new ReceiptView(
            ReceiptCode.Read(code)!, task.CaseId, task.TaskId, (int?)task.AnswerLevel, task.AnsweredAt!.Value,
            await db.Evaluations.AnyAsync(e => e.CaseId == task.CaseId && (e.TaskId == task.TaskId || task.Kind == SubjectKind.Theme) && e.Private, cancel),
            await ledger.FindAsync(task.CaseId, entry, cancel),
            evaluation?.Answers ?? [],
            [.. items.OrderBy(t => t.Place.CaseNumber, StringComparer.Ordinal).Select(t => new LinkedLine(t.TaskId, t.Place.ItemName, (int)t.AnswerLevel!.Value))])
        {
            Pictures = evaluation?.Pictures ?? [],
        };
    }

    private async Task<string?> ProofAsync(string code, CancellationToken cancel) =>
        await FindAsync(code, cancel) is { AnswerEntry: { } entry } task ? await ledger.ProofAsync(task.CaseId, entry, cancel) : await complaints.ProofAsync(code, cancel);

    private async Task<TaskRow?> FindAsync(string? typed, CancellationToken cancel) => ReceiptCode.Read(typed) is { } code
        ? await db.Receipts.AsNoTracking().Where(r => r.Code == code)
            .Join(db.Tasks.AsNoTracking(), r => new { r.CaseId, r.TaskId }, t => new { t.CaseId, t.TaskId }, (_, t) => t).FirstOrDefaultAsync(cancel)
        : null;
}

/// <summary>A receipt as its holder sees it.</summary>
internal sealed record ReceiptView(
    string Code, Guid CaseId, Guid TaskId, int? Level, DateTimeOffset ReceivedAt, bool Private, SealedPlace? Sealed, IReadOnlyList<QuestionAnswer> Answers, IReadOnlyList<LinkedLine> Items)
{
    /// <summary>图片, by hash.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];
}

/// <summary>One linked case that was rated on a theme's page.</summary>
internal sealed record LinkedLine(Guid TaskId, string ItemName, int Level);
