using Haochaping.Cases.Contracts;
using Haochaping.Catalog.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Complaints;

/// <summary>投诉对象 — whom a complaint is about, and which case.</summary>
/// <param name="Place">Where, by whom, for what; without a case the institution alone.</param>
/// <param name="CaseId">The lead case; null where none is known.</param>
/// <param name="OwnCase">A link, a receipt code or a business system vouches for the case.</param>
/// <param name="Channel">Channel code as the pack spells it.</param>
internal sealed record ComplaintSubject(ServicePlace Place, Guid? CaseId, bool OwnCase, string Channel);

/// <summary>找投诉对象 — by the link to a rating, by a receipt code, or by the institution somebody names. A number somebody types is believed for the order, never for what they get to see.</summary>
internal sealed class FindComplaintSubject(AppDb db, Links links, ICatalog catalog, ICases cases)
{
    public async Task<ComplaintSubject?> ByLinkAsync(string? token, CancellationToken cancel) =>
        await links.OpenAsync(token, cancel) is { } link ? await ByTaskAsync(link.CaseId, link.TaskId, ChannelCodes.Code(link.Channel), cancel) : null;

    /// <summary>The service that a channel vouches for.</summary>
    public async Task<ComplaintSubject?> ByTaskAsync(Guid caseId, Guid taskId, string channel, CancellationToken cancel) =>
        await TaskAsync(caseId, taskId, cancel) is { } task ? Of(task, true, channel) : null;

    public async Task<ComplaintSubject?> ByReceiptAsync(string? typed, CancellationToken cancel) =>
        ReceiptCode.Read(typed) is { } code
        && await db.Receipts.AsNoTracking().FirstOrDefaultAsync(r => r.Code == code, cancel) is { } receipt
        && await TaskAsync(receipt.CaseId, receipt.TaskId, cancel) is { } task
            ? Of(task, true, ChannelCodes.Code(ChannelKind.RatingPage))
            : null;

    /// <summary>The institution, and the case of this number where it was served there; null where the catalogue does not know the institution.</summary>
    public async Task<ComplaintSubject?> ByUnitAsync(string? unit, string? number, bool vouched, string channel, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(unit) || await catalog.FindInstitutionAsync(unit, cancel) is not { } body)
        {
            return null;
        }

        return await ServedAsync(body.Code, number, cancel) is { } task
            ? Of(task, vouched, channel)
            : new(new("", "", body.RegionCode, body.Code, body.Name, null, "", "", null, null, null, HandlingChannel.Window), null, false, channel);
    }

    private static ComplaintSubject Of(TaskRow task, bool ownCase, string channel) => new(task.Place, task.CaseId, ownCase, channel);

    private Task<TaskRow?> TaskAsync(Guid caseId, Guid taskId, CancellationToken cancel) =>
        db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.CaseId == caseId && t.TaskId == taskId, cancel);

    private async Task<TaskRow?> ServedAsync(string unit, string? number, CancellationToken cancel)
    {
        if (number is null || await cases.FindAsync(number, cancel) is not { Count: > 0 } known)
        {
            return null;
        }

        var tasks = await db.TaskLinks.AsNoTracking().Where(l => known.Contains(l.CoveredCase))
            .Join(db.Tasks.AsNoTracking(), l => new { l.CaseId, l.TaskId }, t => new { t.CaseId, t.TaskId }, (_, t) => t).Where(t => t.Institution == unit).ToListAsync(cancel);
        return tasks.OrderByDescending(t => t.Kind.IsWhole).ThenByDescending(t => t.CompletedAt).FirstOrDefault();
    }
}
