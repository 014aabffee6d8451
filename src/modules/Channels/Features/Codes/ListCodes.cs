using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Codes;

/// <summary>场所码清单 — every place somebody may see with its code, and the gaps.</summary>
internal sealed class ListCodes(AppDb db, IPlaceList places, IKeys keys)
{
    public async Task<PlacesWithCodes> RunAsync(CodeFilter filter, StaffScope scope, CancellationToken cancel)
    {
        var all = await places.SeenByAsync(scope, cancel);
        var codes = await db.PlaceCodes.AsNoTracking().ToDictionaryAsync(c => c.Id, cancel);
        var lines = all.Select(p => new PlaceWithCode(p, codes.GetValueOrDefault(PlaceCodeRow.KeyOf(p.Key)))).ToList();
        return new([.. lines.Where(filter.Fits)], lines.Count, lines.Count(l => l.Code is null), [.. all.Where(p => p.Hall is not null).Select(p => (p.Hall!, p.HallName)).Distinct()]);
    }

    /// <summary>What the code of a place says: a path below the public address.</summary>
    public string PathOf(PlaceCodeRow code) => "/w/" + new PlaceToken(code.Id, code.Edition).Sign(keys);
}

/// <summary>筛选 — which places, as it stands in the address.</summary>
/// <param name="Hall">Code of a hall.</param>
/// <param name="Gaps">Only those without a code.</param>
/// <param name="Search">Part of the name, or the number.</param>
internal sealed record CodeFilter(string? Hall, bool Gaps, string? Search)
{
    public bool Fits(PlaceWithCode line) =>
        (Hall is null || line.Place.Hall == Hall)
        && (!Gaps || line.Code is null)
        && (Search is null || line.Place.Key.Number == Search || line.Place.Name.Contains(Search, StringComparison.Ordinal) || line.Place.HallName.Contains(Search, StringComparison.Ordinal));
}

/// <summary>场所及其二维码.</summary>
internal sealed record PlaceWithCode(PlaceInfo Place, PlaceCodeRow? Code);

/// <summary>What the filter left, and how many there are in all.</summary>
internal sealed record PlacesWithCodes(IReadOnlyList<PlaceWithCode> Lines, int All, int Gaps, IReadOnlyList<(string Code, string Name)> Halls);
