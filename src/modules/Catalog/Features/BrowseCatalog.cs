using Haochaping.Catalog.Domain.Kinds;
using Haochaping.Catalog.Storage;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Features;

/// <summary>One line of the catalogue as the page shows it.</summary>
/// <param name="Code">Code or number.</param>
/// <param name="Name">Name.</param>
/// <param name="Sort">Chinese word for its kind, level or type; empty where there is none.</param>
/// <param name="Belongs">Code of the region or body it belongs to.</param>
/// <param name="ClosedOn">First day on which it no longer counts.</param>
internal sealed record CatalogLine(string Code, string Name, string Sort, string Belongs, DateOnly? ClosedOn);

/// <summary>浏览目录 — the newest versions of one kind, by code or part of the name.</summary>
internal sealed class BrowseCatalog(AppDb db, ICatalog catalog)
{
    public const int PageSize = 50;

    public Task<(int Total, List<CatalogLine> Lines)> RunAsync(ImportKind kind, string search, int page, CancellationToken cancel) => kind switch
    {
        ImportKind.Regions => PageAsync<Region>(search, page, r => new(r.Key, r.Name, LevelWord(r.Level), r.Parent, r.EffectiveTo), cancel),
        ImportKind.Institutions => PageAsync<Institution>(search, page, i => new(i.Key, i.Name, WordOf(InstitutionKind.Bodies, i.Kind), i.Region, i.EffectiveTo), cancel),
        ImportKind.Items => PageAsync<ServiceItem>(search, page, i => new(i.Key, i.Name, ItemKind.Types.GetValueOrDefault(i.ItemType, i.ItemType), i.Institution, i.EffectiveTo), cancel),
        ImportKind.Halls => PageAsync<Hall>(search, page, h => new(h.Key, h.Name, WordOf(PlaceKinds.HallWords, h.Kind), h.Region, h.EffectiveTo), cancel),
        ImportKind.Windows => PageAsync<Window>(search, page, w => new(w.Key, w.Name.Length > 0 ? w.Name : w.Number, "", w.Institution, w.EffectiveTo), cancel),
        ImportKind.Platforms => PageAsync<Platform>(search, page, p => new(p.Key, p.Name, WordOf(PlaceKinds.PlatformWords, p.Kind), p.Region, p.EffectiveTo), cancel),
        ImportKind.Staff => PageAsync<StaffMember>(search, page, s => new(s.WorkNumber, s.Name, "", s.Institution, s.EffectiveTo), cancel),
        ImportKind.Roster => Task.FromResult<(int, List<CatalogLine>)>((0, [])),
    };

    /// <summary>Names of what the lines belong to, by code.</summary>
    public async Task<Dictionary<string, string>> NamesAsync(IEnumerable<string> codes, CancellationToken cancel)
    {
        var asked = codes.Where(c => c.Length > 0).Distinct().ToList();
        var names = (await catalog.FindInstitutionsAsync(asked, null, cancel)).ToDictionary(i => i.Key, i => i.Value.Name);
        foreach (var (code, path) in await catalog.FindRegionsAsync(asked, cancel))
        {
            names.TryAdd(code, path.ToString());
        }

        return names;
    }

    private async Task<(int Total, List<CatalogLine> Lines)> PageAsync<T>(string search, int page, Func<T, CatalogLine> show, CancellationToken cancel)
        where T : Dated
    {
        var rows = db.Set<T>().AsNoTracking().Where(e => e.Latest);
        if (search.Length > 0)
        {
            rows = rows.Where(e => e.Key.Contains(search) || e.Name.Contains(search));
        }

        var total = await rows.CountAsync(cancel);
        var lines = await rows.OrderBy(e => e.Key).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        return (total, [.. lines.Select(show)]);
    }

    private static string WordOf<T>((T Value, string[] Words)[] words, T value) => words.First(w => Equals(w.Value, value)).Words[0];

    private static string LevelWord(RegionLevel level) => RegionKind.LevelWords[(int)level - 1];
}
