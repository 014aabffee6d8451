using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Leads;

/// <summary>移送违纪违法线索 — takes a text out of what units, authorities and hotlines read, for the discipline channel (深圳 第二十五条). Everything else goes on.</summary>
internal sealed class FlagLead(AppDb db, TimeProvider clock) : ILeads
{
    private const int LongestNote = 2000;

    // Whoever asks again must not learn that there is a lead.
    private static readonly Refusal Nothing = new(RefusalKind.Conflict, "lead-nothing", "这里没有可以移送的文字。");

    public async Task<Result<LeadFlagged>> FlagAsync(Guid caseId, Guid said, string? note, Actor by, CancellationToken cancel)
    {
        if (note?.Length > LongestNote)
        {
            var message = $"文字过长：请不要超过 {LongestNote} 字。";
            return new Refusal(RefusalKind.Unprocessable, "lead-form", message, Complaints: [new("note", "text-too-long", message)]);
        }

        if (await db.IsLeadAsync(caseId, said, cancel) || await PlaceAsync(caseId, said, cancel) is not { } place)
        {
            return Nothing;
        }

        var (now, remark, salt) = (clock.Now(), string.IsNullOrWhiteSpace(note) ? null : note.Trim(), Commitment.NewSalt());
        var fact = new LeadFlagged(caseId, said, place, now, remark is null ? null : Commitment.Of(remark, salt));
        db.Add(new LeadRow
        {
            CaseId = caseId, Said = said, Place = place, Institution = place.Institution, Region = place.Region, FlaggedAt = now, FlaggedBy = by.ToString(), Note = remark, Salt = remark is null ? null : salt,
        });
        db.Leave(fact, Ids.Derive("lead-flagged", said.ToString()), by, now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return fact;
        }
        catch (DbUpdateException) when (db.Leads.AsNoTracking().Any(l => l.CaseId == caseId && l.Said == said))
        {
            return Nothing; // two flagged it at once
        }
    }

    private async Task<ServicePlace?> PlaceAsync(Guid caseId, Guid said, CancellationToken cancel) =>
        await db.Complaints.AsNoTracking().Where(c => c.CaseId == caseId && c.ComplaintId == said).Select(c => c.Place).FirstOrDefaultAsync(cancel)
        ?? (await db.Evaluations.AnyAsync(e => e.CaseId == caseId && e.TaskId == said && (e.Text != null || e.Pictures != null), cancel)
            ? await db.Tasks.AsNoTracking().Where(t => t.CaseId == caseId && t.TaskId == said).Select(t => t.Place).FirstOrDefaultAsync(cancel)
            : null);
}
