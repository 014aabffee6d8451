using Haochaping.Cases.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Statistics.Contracts;
using Haochaping.Statistics.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Statistics.Features;

/// <summary>统计查询 — sums the cube; filters that are null are not there.</summary>
internal sealed class Figures(AppDb db) : IFigures
{
    public async Task<FigureTable> CountAsync(FiguresQuery query, CancellationToken cancel)
    {
        // Counts and progress are saved in one transaction: the same progress before and after means that no count moved between.
        while (true)
        {
            var before = await AsOfAsync(cancel);
            var sums = await SumsAsync(query, cancel);
            if (await AsOfAsync(cancel) == before)
            {
                return await TableAsync(query.By, sums, before, cancel);
            }
        }
    }

    private async Task<AsOf> AsOfAsync(CancellationToken cancel) =>
        await db.CountingProgress.Where(p => p.Id == Progress.Only).Select(p => new AsOf(p.Position, p.LastAt)).SingleOrDefaultAsync(cancel) ?? new(0, null);

    private async Task<List<Sum>> SumsAsync(FiguresQuery query, CancellationToken cancel)
    {
        var rows = db.Cube.AsNoTracking().Where(r => r.Day >= query.From && r.Day <= query.To);
        rows = query.Region is { } region ? rows.Where(r => r.Region.StartsWith(region)) : rows;
        rows = query.Institution is { } institution ? rows.Where(r => r.Institution == institution) : rows;
        rows = query.Item is { } item ? rows.Where(r => r.Item == item) : rows;
        rows = query.Handling is { } handling ? rows.Where(r => r.Handling == handling) : rows;
        return await GroupAsync(Visible(rows, query.Scope), query.By, cancel);
    }

    private static IQueryable<CubeRow> Visible(IQueryable<CubeRow> rows, StaffScope scope)
    {
        var (institutions, prefixes) = (scope.Institutions, scope.RegionPrefixes);
        return scope.IsEverything ? rows : rows.Where(r => institutions.Contains(r.Institution) || prefixes.Any(p => r.Region.StartsWith(p)));
    }

    private static Task<List<Sum>> GroupAsync(IQueryable<CubeRow> rows, Grouping by, CancellationToken cancel) => by switch
    {
        Grouping.Institution => SumAsync(rows.GroupBy(r => new Slot<string> { Key = r.Institution, Measure = r.Measure }, r => r.Count), key => key, cancel),
        Grouping.Region => SumAsync(rows.GroupBy(r => new Slot<string> { Key = r.Region.Substring(0, 6), Measure = r.Measure }, r => r.Count), key => key, cancel),
        Grouping.Item => SumAsync(rows.GroupBy(r => new Slot<string> { Key = r.Item, Measure = r.Measure }, r => r.Count), key => key, cancel),
        Grouping.Hall => SumAsync(rows.GroupBy(r => new Slot<string> { Key = r.Hall, Measure = r.Measure }, r => r.Count), key => key, cancel),
        Grouping.Window => SumAsync(rows.GroupBy(r => new Slot<string> { Key = r.Hall + "/" + r.Window, Measure = r.Measure }, r => r.Count), key => key, cancel),
        Grouping.Handling => SumAsync(rows.GroupBy(r => new Slot<HandlingChannel> { Key = r.Handling, Measure = r.Measure }, r => r.Count), key => key.ToString(), cancel),
        Grouping.Via => SumAsync(rows.GroupBy(r => new Slot<string> { Key = r.Via, Measure = r.Measure }, r => r.Count), key => key, cancel),
        Grouping.Day => SumAsync(rows.GroupBy(r => new Slot<DateOnly> { Key = r.Day, Measure = r.Measure }, r => r.Count), day => $"{day:yyyy-MM-dd}", cancel),
        Grouping.Month => SumAsync(rows.GroupBy(r => new Slot<DateOnly> { Key = r.Day, Measure = r.Measure }, r => r.Count), day => $"{day:yyyy-MM}", cancel),
    };

    private static async Task<List<Sum>> SumAsync<TKey>(IQueryable<IGrouping<Slot<TKey>, long>> groups, Func<TKey, string> text, CancellationToken cancel)
    {
        var sums = await groups.Select(g => new { g.Key.Key, g.Key.Measure, Count = g.Sum() }).ToListAsync(cancel);
        return [.. sums.Select(s => new Sum(text(s.Key), s.Measure, s.Count))];
    }

    private async Task<FigureTable> TableAsync(Grouping by, List<Sum> sums, AsOf asOf, CancellationToken cancel)
    {
        var names = await db.KnownNames.AsNoTracking().Where(n => n.Kind == by).ToDictionaryAsync(n => n.Code, n => n.Name, cancel);
        FigureRow[] rows = [.. sums
            .GroupBy(s => s.Key, s => KeyValuePair.Create(s.Measure, s.Count))
            .Select(g => new FigureRow(g.Key, names.GetValueOrDefault(g.Key, g.Key), new Tally(g)))
            .OrderBy(r => r.Key, StringComparer.Ordinal)];
        return new(asOf, new Tally(rows.SelectMany(r => r.Tally.NotZero)), rows);
    }

    private sealed record Sum(string Key, Measure Measure, long Count);

    private sealed class Slot<TKey>
    {
        public required TKey Key { get; init; }

        public required Measure Measure { get; init; }
    }
}
