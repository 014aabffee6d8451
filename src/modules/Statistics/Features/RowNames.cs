using Haochaping.Catalog.Contracts;
using Haochaping.Statistics.Contracts;

namespace Haochaping.Statistics.Features;

/// <summary>行名 — names of regions and halls, which facts carry as codes only.</summary>
internal sealed class RowNames(ICatalog catalog)
{
    /// <summary>The table with names where the catalogue knows any.</summary>
    public async Task<FigureTable> FillAsync(FigureTable table, Grouping by, CancellationToken cancel)
    {
        string[] codes = [.. table.Rows.Select(r => r.Key).Where(k => k.Length > 0)];
        var names = by switch
        {
            Grouping.Region => (await catalog.FindRegionsAsync(codes, cancel)).ToDictionary(r => r.Key, r => r.Value.Self.Name),
            Grouping.Hall => (await catalog.FindHallsAsync(codes, cancel)).ToDictionary(h => h.Key, h => h.Value.Name),
            _ => [],
        };
        return names.Count == 0 ? table : table with { Rows = [.. table.Rows.Select(r => r with { Name = names.GetValueOrDefault(r.Key, r.Name) })] };
    }
}
