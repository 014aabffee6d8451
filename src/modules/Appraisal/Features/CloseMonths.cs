using Haochaping.Appraisal.Contracts;
using Haochaping.Appraisal.Domain;
using Haochaping.Appraisal.Storage;
using Haochaping.Catalog.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Appraisal.Features;

/// <summary>
/// 月末考评 — half an hour after a month has ended, and once the figures have caught up with it, every unit's month is graded and ranked by
/// the rules that held on its last day, and stands as it was reckoned then. Months that were slept through are made up for.
/// </summary>
internal sealed class CloseMonths(AppDb db, IFigures figures, ICatalog catalog, IRulePacks packs, IConfiguration settings, TimeProvider clock) : IJob
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    public static Guid KeyOf(string unit, DateOnly month) => Ids.Derive("unit-appraised", unit, $"{month:yyyy-MM}");

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var today = (clock.Now() - Patience).BusinessDate();
        var last = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        var closed = await db.Results.MaxAsync(r => (DateOnly?)r.Month, cancel);
        var made = 0;
        for (var month = closed?.AddMonths(1) ?? last; month <= last && made == 0; month = month.AddMonths(1))
        {
            made = await CloseAsync(month, cancel);
        }

        return made;
    }

    private async Task<int> CloseAsync(DateOnly month, CancellationToken cancel)
    {
        // load
        var end = month.AddMonths(1).AddDays(-1);
        var table = await figures.CountAsync(new(month, end, Grouping.Institution, StaffScope.Everything), cancel);
        if (table.Rows.Count == 0 || !await HasCaughtUpAsync(table.AsOf, end, cancel))
        {
            return 0;
        }

        var known = await catalog.FindInstitutionsAsync([.. table.Rows.Select(r => r.Key)], end, cancel);
        var before = await db.Results.AsNoTracking().Where(r => r.Month == month.AddMonths(-1)).ToDictionaryAsync(r => r.Unit, r => r.Result.LowInARow, cancel);

        // decide
        var limits = new Thresholds(settings.GetValue("Appraisal:LeastRatings", 5), settings.GetValue("Appraisal:CandidatePoints", 90), settings.GetValue("Appraisal:CandidateRatings", 30));
        var results = table.Rows.Where(row => known.ContainsKey(row.Key))
            .Select(row => (Unit: known[row.Key], row.Tally))
            .GroupBy(u => packs.For(u.Unit.RegionCode, end), u => new UnitFigures(u.Unit.Code, u.Unit.Name, u.Unit.RegionCode, u.Unit.SupervisorCode, u.Tally, before.GetValueOrDefault(u.Unit.Code)))
            .SelectMany(peers => Appraising.Of(peers.Key, month, peers, limits, table.AsOf.Position)).ToList();

        // save
        var now = clock.Now();
        foreach (var result in results)
        {
            var id = KeyOf(result.Unit, month);
            db.Add(new ResultRow { CaseId = id, Month = month, Unit = result.Unit, Region = result.Region, Authority = result.Authority, Result = result, At = now });
            db.Leave(new UnitAppraised(id, result, now), id, Actor.House, now, end);
        }

        await db.SaveChangesAsync(cancel);
        return results.Count;
    }

    // Everything is counted, or something that came after the month is.
    private async Task<bool> HasCaughtUpAsync(AsOf counted, DateOnly end, CancellationToken cancel) =>
        counted.LastAt >= end.EndOfDay()
        || (!await db.Unsealed.AnyAsync(cancel) && !await db.Log.AnyAsync(l => l.Position >= counted.Position, cancel));
}
