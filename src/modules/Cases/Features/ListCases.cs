using Haochaping.Cases.Contracts;
using Haochaping.Cases.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Cases.Features;

/// <summary>办件列表 — the cases somebody may see, newest report first; nothing about the applicant.</summary>
internal sealed class ListCases(AppDb db)
{
    public async Task<Result<CasesOnPage>> RunAsync(CaseFilter filter, StaffScope scope, CancellationToken cancel)
    {
        if (filter.Complaint() is { } refusal)
        {
            return refusal;
        }

        // One row more than shown tells whether a next page exists; nobody counts millions of rows for that.
        var rows = await filter.Of(db.Cases.AsNoTracking().SeenBy(scope), db.Services).Take(CaseFilter.PageSize + 1).ToListAsync(cancel);
        var page = rows.Take(CaseFilter.PageSize).ToList();
        var ids = page.Select(c => c.CaseId).ToList();
        var services = (await db.Services.AsNoTracking().Where(s => ids.Contains(s.CaseId)).OrderBy(s => s.ServiceNumber)
            .Select(s => new { s.CaseId, s.Standing }).ToListAsync(cancel)).ToLookup(s => s.CaseId, s => s.Standing);
        return new CasesOnPage(
            [.. page.Select(c => new CaseLine(c.CaseId, c.CaseNumber, c.Source, c.Place, c.Version, c.ReportedAt, [.. services[c.CaseId]]))],
            rows.Count > page.Count ? new PageKey(page[^1].ReportedAt, page[^1].CaseId) : null);
    }
}

/// <summary>One page of cases.</summary>
internal sealed record CasesOnPage(IReadOnlyList<CaseLine> Items, PageKey? Next);

/// <summary>办件行 — what a list shows of a case; the standing of each of its services.</summary>
internal sealed record CaseLine(
    Guid CaseId, string Number, string Source, ServicePlace Place, int Version, DateTimeOffset ReportedAt, IReadOnlyList<string> Standings);
