using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Leads;

/// <summary>查阅线索 — the text, for the discipline channel alone; that somebody looked is written down before it is shown.</summary>
internal sealed class ReadLead(AppDb db, IStaffNames names, TimeProvider clock)
{
    public async Task<Result<LeadView>> RunAsync(Guid caseId, Guid said, StaffScope scope, Actor by, CancellationToken cancel)
    {
        var row = await db.Leads.AsNoTracking().FirstOrDefaultAsync(l => l.CaseId == caseId && l.Said == said, cancel);
        if (row is null || !scope.Covers(row.Institution, row.Region))
        {
            return new Refusal(RefusalKind.NotFound, "lead-unknown", "没有找到这条线索，或您无权查看。"); // foreign and missing look alike
        }

        var now = clock.Now();
        db.Leave(new LeadRead(caseId, said, now), Ids.New(clock), by, now);
        await db.SaveChangesAsync(cancel);
        var rated = await db.Evaluations.AsNoTracking().Where(e => e.CaseId == caseId && e.TaskId == said).Select(e => new { e.Level, e.Text, e.Pictures, e.ReceivedAt }).FirstOrDefaultAsync(cancel);
        var complaint = await db.Complaints.AsNoTracking().Where(c => c.CaseId == caseId && c.ComplaintId == said).Select(c => new { c.Kind, c.Text, c.Pictures, c.ReceivedAt }).FirstOrDefaultAsync(cancel);
        var flagger = Actor.Parse(row.FlaggedBy).Id;
        return new LeadView(
            row, (int?)rated?.Level, complaint?.Kind, rated?.Text ?? complaint?.Text, rated?.Pictures ?? complaint?.Pictures ?? [], rated?.ReceivedAt ?? complaint?.ReceivedAt,
            (await names.NamesAsync([flagger], cancel)).GetValueOrDefault(flagger));
    }
}

/// <summary>线索全貌 — what the discipline channel reads; who wrote it stands nowhere in it.</summary>
internal sealed record LeadView(LeadRow Row, int? Level, ComplaintKind? Complaint, string? Text, IReadOnlyList<string> Pictures, DateTimeOffset? SaidAt, string? Flagger);
