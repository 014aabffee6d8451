using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Devices;

/// <summary>邀请率 — of the services that could be rated at a window, for how many the person was asked (吉林 第十八条).</summary>
internal sealed class PromptRates(AppDb db, ICatalog catalog, TimeProvider clock)
{
    private const int MostToday = 50;

    /// <summary>Per window, and per window and clerk; lowest rate first.</summary>
    public async Task<(IReadOnlyList<PromptRate> Windows, IReadOnlyList<PromptRate> Clerks)> RunAsync(DateOnly from, DateOnly to, string? unit, StaffScope scope, CancellationToken cancel)
    {
        var (first, end) = (from.Midnight(), to.EndOfDay());
        var services = db.WindowServices.AsNoTracking().Where(s => s.CompletedAt >= first && s.CompletedAt < end);
        services = unit is null ? services : services.Where(s => s.Institution == unit || s.Hall == unit);
        var prompts = db.Prompts;
        var rows = await services.Select(s => new { s.Institution, s.Region, s.Hall, s.Window, s.Staff, Asked = prompts.Any(p => p.CaseId == s.CaseId && p.TaskId == s.TaskId) }).ToListAsync(cancel);
        var mine = rows.Where(r => scope.Covers(r.Institution, r.Region, r.Hall, r.Staff)).ToList();
        var halls = await catalog.FindHallsAsync([.. mine.Select(r => r.Hall).Where(h => h.Length > 0).Distinct()], cancel);
        var bodies = await catalog.FindInstitutionsAsync([.. mine.Select(r => r.Institution).Distinct()], null, cancel);
        var people = await catalog.FindStaffByTokenAsync([.. mine.Select(r => r.Staff).OfType<Guid>().Distinct()], cancel);
        string Name(string hall, string institution) => halls.GetValueOrDefault(hall)?.Name ?? bodies.GetValueOrDefault(institution)?.Name ?? institution;
        return (
            Sorted(mine.GroupBy(r => (r.Hall, r.Institution, r.Window)).Select(g => new PromptRate(Name(g.Key.Hall, g.Key.Institution), g.Key.Window, null, null, g.Count(r => r.Asked), g.Count()))),
            Sorted(mine.Where(r => r.Staff is not null).GroupBy(r => (r.Hall, r.Institution, r.Window, r.Staff)).Select(g => new PromptRate(
                Name(g.Key.Hall, g.Key.Institution), g.Key.Window, people.GetValueOrDefault(g.Key.Staff!.Value)?.DisplayName, people.GetValueOrDefault(g.Key.Staff!.Value)?.WorkNumber, g.Count(r => r.Asked), g.Count()))));
    }

    /// <summary>What was asked at a window today, the newest first.</summary>
    public async Task<IReadOnlyList<PromptRow>> TodayAsync(string place, string window, StaffScope scope, CancellationToken cancel)
    {
        if (await catalog.FindWindowAsync(place, window, cancel) is not { } found)
        {
            return [];
        }

        var today = clock.Now().BusinessDate().Midnight();
        var rows = await db.Prompts.AsNoTracking().Where(p => p.WindowKey == found.Key && p.GivenAt >= today).OrderByDescending(p => p.GivenAt).Take(MostToday).ToListAsync(cancel);
        return [.. rows.Where(p => scope.Covers(p.Institution, p.Region, p.Hall, p.Staff))];
    }

    private static List<PromptRate> Sorted(IEnumerable<PromptRate> rates) => [.. rates.OrderBy(r => r.Share).ThenByDescending(r => r.Services).ThenBy(r => r.At + r.Window, StringComparer.Ordinal)];
}

/// <summary>邀请率, one line.</summary>
internal sealed record PromptRate(string At, string Window, string? Staff, string? WorkNumber, int Asked, int Services)
{
    public double Share => Services == 0 ? 0 : (double)Asked / Services;
}
