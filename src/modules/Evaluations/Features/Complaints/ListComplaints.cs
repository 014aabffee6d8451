using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Complaints;

/// <summary>投诉列表 — the complaints somebody may see, the latest first; nothing about who complains.</summary>
internal sealed class ListComplaints(AppDb db, TimeProvider clock)
{
    private const int PageSize = 20;

    /// <param name="filter">Which complaints.</param>
    /// <param name="after">Where the page begins; null is the first page.</param>
    /// <param name="scope">Whose rows.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<ComplaintsOnPage> RunAsync(ComplaintFilter filter, PageKey? after, StaffScope scope, CancellationToken cancel)
    {
        var rows = filter.Of(db.Complaints.AsNoTracking().SeenBy(scope));
        rows = after is null ? rows : rows.Where(c => c.ReceivedAt < after.At || (c.ReceivedAt == after.At && c.ComplaintId.CompareTo(after.Id) < 0));
        var found = await rows.OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.ComplaintId).Take(PageSize + 1).ToListAsync(cancel);
        var page = found.Take(PageSize).ToList();
        return new(page, found.Count > page.Count ? new PageKey(page[^1].ReceivedAt, page[^1].ComplaintId) : null, clock.Now());
    }
}

/// <summary>One page of complaints.</summary>
internal sealed record ComplaintsOnPage(IReadOnlyList<ComplaintRow> Items, PageKey? Next, DateTimeOffset AsOf);
