using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Storage;

/// <summary>场所清单 — read from the newest versions.</summary>
internal sealed class PlaceList(AppDb db, ICatalog catalog, TimeProvider clock) : IPlaceList
{
    public async Task<IReadOnlyList<PlaceInfo>> SeenByAsync(StaffScope scope, CancellationToken cancel)
    {
        var today = clock.Now().BusinessDate();
        var halls = await db.Halls.AsNoTracking().Where(h => h.Latest && (h.EffectiveTo == null || h.EffectiveTo > today)).ToDictionaryAsync(h => h.Key, cancel);
        var windows = await db.Windows.AsNoTracking().Where(w => w.Latest && (w.EffectiveTo == null || w.EffectiveTo > today)).ToListAsync(cancel);
        var bodies = await catalog.FindInstitutionsAsync([.. windows.Select(w => w.Institution).Concat(halls.Values.Select(h => h.Institution)).Distinct()], null, cancel);
        var places = halls.Values.Where(h => scope.Covers(h.Institution, h.Region, h.Key))
            .Select(h => Place(new WindowKey(h.Key, ""), h.Name, h.Key, h.Name, h.Institution))
            .Concat(windows.Where(w => scope.Covers(w.Institution, bodies.GetValueOrDefault(w.Institution)?.RegionCode, w.Hall)).Select(Say));
        return [.. places.OrderBy(p => p.Hall is null).ThenBy(p => p.Key.Place, StringComparer.Ordinal).ThenBy(p => p.Key.Number, StringComparer.Ordinal)];

        PlaceInfo Say(Window window) => window.Hall.Length > 0
            ? Place(new WindowKey(window.Hall, window.Number), window.Name, window.Hall, halls.GetValueOrDefault(window.Hall)?.Name ?? window.Hall, window.Institution)
            : Place(new WindowKey(window.Institution, window.Number), window.Name, null, bodies.GetValueOrDefault(window.Institution)?.Name ?? window.Institution, window.Institution);

        PlaceInfo Place(WindowKey key, string name, string? hall, string hallName, string institution) =>
            new(key, name, hall, hallName, institution, bodies.GetValueOrDefault(institution)?.Name ?? institution, bodies.GetValueOrDefault(institution)?.RegionCode ?? "");
    }
}
