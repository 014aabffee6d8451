using Haochaping.Accountability.Domain;
using Haochaping.Accountability.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Accountability.Features;

/// <summary>预警列表 — the alerts of the reader's scope, the latest first.</summary>
internal sealed class ListAlerts(AppDb db)
{
    private const int PageSize = 20;
    private const int Badge = 100;

    /// <param name="after">Where the page begins; null is the first page.</param>
    /// <param name="scope">Whose rows.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<AlertsOnPage> RunAsync(PageKey? after, StaffScope scope, CancellationToken cancel)
    {
        var rows = db.Alerts.AsNoTracking().SeenBy(scope);
        rows = after is null ? rows : rows.Where(a => a.RaisedAt < after.At || (a.RaisedAt == after.At && a.Id.CompareTo(after.Id) < 0));
        var found = await rows.OrderByDescending(a => a.RaisedAt).ThenByDescending(a => a.Id).Take(PageSize + 1).ToListAsync(cancel);
        var page = found.Take(PageSize).ToList();
        return new(page, found.Count > page.Count ? new PageKey(page[^1].RaisedAt, page[^1].Id) : null);
    }

    /// <summary>How many wait to be looked at, as far as the menu's badge counts.</summary>
    public Task<int> CountAsync(StaffScope scope, CancellationToken cancel) => db.Alerts.SeenBy(scope).Where(a => a.State == AlertState.Open).Take(Badge).CountAsync(cancel);
}

/// <summary>One page of alerts.</summary>
internal sealed record AlertsOnPage(IReadOnlyList<Alert> Items, PageKey? Next);
