using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Complaints;

/// <summary>办件的投诉 — for the pages of the case, its task and its order.</summary>
internal sealed class ComplaintsOfCase(AppDb db, Words words) : ICaseLinks
{
    public int Order => 15;

    public async Task<IReadOnlyList<CaseLink>> OfAsync(Guid caseId, StaffScope scope, CancellationToken cancel)
    {
        var complaints = await db.Complaints.AsNoTracking().SeenBy(scope).Where(c => c.CaseId == caseId).OrderBy(c => c.ReceivedAt).ToListAsync(cancel);
        return [.. complaints.Select(c => new CaseLink(words["投诉"], words.Moment(c.ReceivedAt), words[ComplaintWords.Of(c.Kind)], $"/console/complaints/{c.CaseId}/{c.ComplaintId}"))];
    }
}
