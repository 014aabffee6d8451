using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>What downstream modules may look up about evaluations.</summary>
internal sealed class EvaluationLookups(AppDb db, ICases cases, ISealedFiles files, IKeys keys) : IEvaluations
{
    // What became a lead is read in the discipline channel alone.
    public async Task<string?> TextAsync(Guid caseId, Guid taskId, CancellationToken cancel) => await db.IsLeadAsync(caseId, taskId, cancel)
        ? null
        : await db.Evaluations.AsNoTracking().Where(e => e.CaseId == caseId && e.TaskId == taskId).Select(e => e.Text).FirstOrDefaultAsync(cancel);

    public async Task<ComplaintSaid?> ComplaintAsync(Guid caseId, Guid complaintId, CancellationToken cancel)
    {
        var said = await db.Complaints.AsNoTracking().Where(c => c.CaseId == caseId && c.ComplaintId == complaintId)
            .Select(c => new ComplaintSaid(c.Kind, c.Text, c.StatedNumber, c.OwnCase, c.ReceivedAt)).FirstOrDefaultAsync(cancel);
        return said is not null && await db.IsLeadAsync(caseId, complaintId, cancel) ? said with { Text = null } : said;
    }

    public async Task<IReadOnlyList<string>> PicturesAsync(Guid caseId, Guid id, CancellationToken cancel) =>
        await db.IsLeadAsync(caseId, id, cancel) ? [] : (await NamedAsync(caseId, id, cancel))?.Pictures ?? [];

    public async Task<FileContent?> PictureAsync(Guid caseId, Guid id, string hash, Actor by, Purpose purpose, CancellationToken cancel) =>
        by.Kind != ActorKind.Citizen && await db.IsLeadAsync(caseId, id, cancel) ? null : await OpenAsync(caseId, id, hash, by, purpose, cancel);

    /// <summary>The same for the discipline channel.</summary>
    internal async Task<FileContent?> OpenAsync(Guid caseId, Guid id, string hash, Actor by, Purpose purpose, CancellationToken cancel) =>
        await NamedAsync(caseId, id, cancel) is { Pictures: { } pictures } named && pictures.Contains(hash)
            ? await files.OpenAsync(new(caseId, named.EntryId, hash), by, purpose, cancel)
            : null;

    public async Task<string?> ReceiptPathAsync(Guid caseId, Guid taskId, CancellationToken cancel) =>
        await db.Evaluations.AnyAsync(e => e.CaseId == caseId && e.TaskId == taskId, cancel) || await db.Complaints.AnyAsync(c => c.CaseId == caseId && c.ComplaintId == taskId, cancel)
            ? "/r/" + ReceiptCode.Of(caseId, taskId, keys)
            : null;

    public async Task<IReadOnlyList<CoveredCase>> CoveredAsync(Guid caseId, Guid taskId, CancellationToken cancel)
    {
        var covered = await db.TaskLinks.AsNoTracking().Where(l => l.CaseId == caseId && l.TaskId == taskId).Select(l => l.CoveredCase).ToListAsync(cancel);
        return [.. (await cases.NumbersAsync(covered, cancel)).Select(n => new CoveredCase(n.Key, n.Value)).OrderBy(c => c.Number, StringComparer.Ordinal)];
    }

    private async Task<Named?> NamedAsync(Guid caseId, Guid id, CancellationToken cancel) =>
        await db.Evaluations.AsNoTracking().Where(e => e.CaseId == caseId && e.TaskId == id).Select(e => new Named(e.EntryId, e.Pictures)).FirstOrDefaultAsync(cancel)
        ?? await db.Complaints.AsNoTracking().Where(c => c.CaseId == caseId && c.ComplaintId == id).Select(c => new Named(c.EntryId, c.Pictures)).FirstOrDefaultAsync(cancel);

    private sealed record Named(Guid EntryId, IReadOnlyList<string>? Pictures);

    public async Task<IReadOnlyList<Guid>> TasksOfAsync(Guid caseId, CancellationToken cancel) =>
        await db.TaskLinks.AsNoTracking().Where(l => l.CoveredCase == caseId).Select(l => l.TaskId).ToListAsync(cancel);
}
