using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Complaints;

/// <summary>投诉详情 — for staff of its scope; the text only for those who handle or supervise.</summary>
internal sealed class ReadComplaint(AppDb db, IEnumerable<ICaseLinks> rooms, ILedger ledger)
{
    public async Task<Result<ComplaintDetail>> RunAsync(Guid caseId, Guid complaintId, StaffScope scope, bool mayReadText, CancellationToken cancel)
    {
        var row = await db.Complaints.AsNoTracking().FirstOrDefaultAsync(c => c.CaseId == caseId && c.ComplaintId == complaintId, cancel);
        if (row is null || !scope.Covers(row.Institution, row.Region))
        {
            return new Refusal(RefusalKind.NotFound, "complaint-unknown", "没有找到这份投诉：只能查看本单位和本辖区的投诉。"); // foreign and missing look alike
        }

        var links = new List<CaseLink>();
        foreach (var room in rooms.OrderBy(room => room.Order))
        {
            links.AddRange(await room.OfAsync(caseId, scope, cancel));
        }

        return new ComplaintDetail(
            row, mayReadText && !await db.IsLeadAsync(caseId, complaintId, cancel) ? row.Text : null, await ledger.FindAsync(row.CaseId, row.EntryId, cancel),
            [.. links.Where(link => !link.Href.EndsWith(complaintId.ToString(), StringComparison.Ordinal))]);
    }
}

/// <summary>投诉全貌 — <c>Text</c> only for those who may read it.</summary>
internal sealed record ComplaintDetail(ComplaintRow Row, string? Text, SealedPlace? Sealed, IReadOnlyList<CaseLink> Links);
