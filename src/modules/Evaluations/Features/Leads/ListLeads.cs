using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Leads;

/// <summary>线索列表 — the leads of the reader's scope, the latest first; no text.</summary>
internal sealed class ListLeads(AppDb db)
{
    private const int PageSize = 20;

    /// <param name="after">Where the page begins; null is the first page.</param>
    /// <param name="scope">Whose rows.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<LeadsOnPage> RunAsync(PageKey? after, StaffScope scope, CancellationToken cancel)
    {
        var rows = db.Leads.AsNoTracking().SeenBy(scope);
        rows = after is null ? rows : rows.Where(l => l.FlaggedAt < after.At || (l.FlaggedAt == after.At && l.Said.CompareTo(after.Id) < 0));
        var found = await rows.OrderByDescending(l => l.FlaggedAt).ThenByDescending(l => l.Said).Take(PageSize + 1).ToListAsync(cancel);
        var page = found.Take(PageSize).ToList();
        return new(page, found.Count > page.Count ? new PageKey(page[^1].FlaggedAt, page[^1].Said) : null);
    }
}

/// <summary>One page of leads.</summary>
internal sealed record LeadsOnPage(IReadOnlyList<LeadRow> Items, PageKey? Next);
