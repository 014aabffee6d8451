using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Devices;

/// <summary>评价器清单 — devices, and windows without one; each within somebody's scope.</summary>
internal sealed class ListDevices(AppDb db, IPlaceList places, ICatalog catalog)
{
    public const int PageSize = 20;

    public async Task<DevicesOnPage> RunAsync(DeviceFilter filter, StaffScope scope, CancellationToken cancel)
    {
        var rows = db.Devices.AsNoTracking().Where(d => d.State != DeviceState.Pending);
        rows = filter.OneState is { } state ? rows.Where(d => d.State == state) : rows;
        rows = filter.Unit is { } unit ? rows.Where(d => d.Institution == unit || d.Hall == unit) : rows;
        rows = filter.Text is { } text ? rows.Where(d => d.Serial == text || d.Window == text) : rows;
        if (!scope.IsEverything)
        {
            var mine = scope.Institutions.ToList();
            var (below, halls) = (scope.RegionPrefixes.Select(prefix => prefix + "%").ToList(), scope.Halls.ToList());
            rows = rows.Where(d => halls.Contains(d.Hall) || mine.Contains(d.Institution) || below.Any(like => EF.Functions.Like(d.Region, like)));
        }

        var after = filter.After;
        rows = after is null ? rows : rows.Where(d => d.CreatedAt < after.At || (d.CreatedAt == after.At && d.Id.CompareTo(after.Id) < 0));
        var found = await rows.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id).Take(PageSize + 1).ToListAsync(cancel);
        var page = found.Take(PageSize).ToList();
        var named = await catalog.FindHallsAsync([.. page.Select(d => d.Hall).Where(h => h.Length > 0).Distinct()], cancel);
        var bodies = await catalog.FindInstitutionsAsync([.. page.Select(d => d.Institution).Distinct()], null, cancel);
        return new(
            [.. page.Select(d => new DeviceLine(d, named.GetValueOrDefault(d.Hall)?.Name ?? bodies.GetValueOrDefault(d.Institution)?.Name ?? d.Institution))],
            found.Count > page.Count ? new PageKey(page[^1].CreatedAt, page[^1].Id) : null);
    }

    /// <summary>How far every window has its device, by institution and by county.</summary>
    public async Task<Coverage> CoverAsync(StaffScope scope, CancellationToken cancel)
    {
        var all = (await places.SeenByAsync(scope, cancel)).Where(p => !p.IsHall).ToList();
        var with = (await db.Devices.AsNoTracking().Where(d => d.State == DeviceState.Active).Select(d => d.WindowKey).Distinct().ToListAsync(cancel)).ToHashSet();
        var regions = await catalog.FindRegionsAsync([.. all.Select(w => w.Region).Distinct()], cancel);
        return new(
            Part("", all, with),
            [.. all.GroupBy(w => w.InstitutionName).Select(g => Part(g.Key, [.. g], with)).OrderBy(p => p.Name, StringComparer.Ordinal)],
            [.. all.GroupBy(w => regions.GetValueOrDefault(w.Region)?.CountyOrAbove.Name ?? w.Region).Select(g => Part(g.Key, [.. g], with)).OrderBy(p => p.Name, StringComparer.Ordinal)],
            [.. all.Where(w => !with.Contains(w.Key.ToString()))]);
    }

    private static Covered Part(string name, List<PlaceInfo> windows, HashSet<string> with) => new(name, windows.Count(w => with.Contains(w.Key.ToString())), windows.Count);
}

/// <summary>筛选 — as it stands in the address.</summary>
internal sealed record DeviceFilter(string? State, string? Unit, string? Text, PageKey? After)
{
    public DeviceState? OneState => State is "active" ? DeviceState.Active : State is "revoked" ? DeviceState.Revoked : null;
}

/// <summary>One page of devices.</summary>
internal sealed record DevicesOnPage(IReadOnlyList<DeviceLine> Items, PageKey? Next);

/// <summary>A device with the name of the place it stands at.</summary>
internal sealed record DeviceLine(DeviceRow Device, string At);

/// <summary>布设进度 — windows with a device, of all.</summary>
internal sealed record Covered(string Name, int With, int All)
{
    public double Share => All == 0 ? 0 : (double)With / All;
}

/// <summary>布设情况.</summary>
internal sealed record Coverage(Covered Total, IReadOnlyList<Covered> Institutions, IReadOnlyList<Covered> Regions, IReadOnlyList<PlaceInfo> Gaps);
