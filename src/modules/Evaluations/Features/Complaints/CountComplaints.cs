using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Complaints;

/// <summary>投诉统计 — how many complaints of which kind about whom, of those somebody may see.</summary>
internal sealed class CountComplaints(AppDb db)
{
    /// <param name="filter">Which complaints.</param>
    /// <param name="scope">Whose rows.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<IReadOnlyList<ComplaintCount>> RunAsync(ComplaintFilter filter, StaffScope scope, CancellationToken cancel)
    {
        var counts = await filter.Of(db.Complaints.AsNoTracking().SeenBy(scope)).GroupBy(c => new { c.Kind, c.Institution }).Select(g => new { g.Key.Kind, g.Key.Institution, Count = g.Count() }).ToListAsync(cancel);
        return [.. counts.GroupBy(c => c.Kind).Select(g => new ComplaintCount(g.Key, g.Sum(c => c.Count), g.Count())).OrderByDescending(c => c.Complaints).ThenBy(c => c.Kind)];
    }
}

/// <summary>One line of the count.</summary>
/// <param name="Kind">What they are about.</param>
/// <param name="Complaints">How many.</param>
/// <param name="Institutions">About how many institutions.</param>
internal sealed record ComplaintCount(ComplaintKind Kind, int Complaints, int Institutions);

/// <summary>投诉筛选 — absent means any.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Unit">Institution code.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
internal sealed record ComplaintFilter(ComplaintKind? Kind, string? Unit, DateOnly? From, DateOnly? To)
{
    public IQueryable<ComplaintRow> Of(IQueryable<ComplaintRow> rows)
    {
        var (from, until) = (From?.Midnight(), To?.EndOfDay());
        rows = Kind is null ? rows : rows.Where(c => c.Kind == Kind);
        rows = Unit is null ? rows : rows.Where(c => c.Institution == Unit);
        rows = from is null ? rows : rows.Where(c => c.ReceivedAt >= from);
        return until is null ? rows : rows.Where(c => c.ReceivedAt < until);
    }
}
