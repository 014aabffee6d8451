using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Codes;

/// <summary>扫场所码 — which place a scanned code hangs at, and what somebody can rate there.</summary>
internal sealed class ScanCode(AppDb db, ICatalog catalog, IRatingDesk desk, IKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>The place, or null when the code is forged, damaged or of another house.</summary>
    public async Task<ScannedPlace?> OpenAsync(string? token, CancellationToken cancel) =>
        PlaceToken.Open(token, keys) is { } said && await db.PlaceCodes.AsNoTracking().FirstOrDefaultAsync(c => c.Id == said.CodeId, cancel) is { } code
            ? new ScannedPlace(code, await NameAsync(code, cancel), said.Edition == code.Edition)
            : null;

    /// <summary>What one person was served there of late, the open ones first.</summary>
    public async Task<IReadOnlyList<RatableTask>> ServicesOfAsync(PlaceCodeRow code, PersonToken rater, CancellationToken cancel) =>
        [.. (await desk.FindAsync(At(code) with { Rater = rater.Value, Most = 20 }, cancel)).Where(t => t.State is "open" or "answered").OrderByDescending(t => t.State == "open")];

    /// <summary>What anybody can rate there now.</summary>
    public Task<IReadOnlyList<RatableTask>> OpenServicesAsync(PlaceCodeRow code, CancellationToken cancel) => desk.FindAsync(At(code) with { OpenAt = clock.Now() }, cancel);

    private RatableQuery At(PlaceCodeRow code) => new()
    {
        Hall = code.Hall,
        Institution = code.Hall is null ? code.Institution : null,
        Window = code.Number.Length > 0 ? code.Number : null,
        Since = clock.Now() - Recent,
    };

    private async Task<string> NameAsync(PlaceCodeRow code, CancellationToken cancel)
    {
        var house = code.Hall is { } hall
            ? (await catalog.FindHallsAsync([hall], cancel)).GetValueOrDefault(hall)?.Name
            : (await catalog.FindInstitutionAsync(code.Institution, cancel))?.Name;
        var window = code.Number.Length > 0 ? await catalog.FindWindowAsync(code.Place, code.Number, cancel) : null;
        return string.Join(' ', new[] { house ?? code.Place, code.Number, window?.Name }.Where(part => !string.IsNullOrEmpty(part)));
    }
}

/// <summary>所扫场所 — where a code hangs.</summary>
/// <param name="Code">The registration.</param>
/// <param name="Name">Hall, number and name of the window.</param>
/// <param name="IsCurrent">False for an edition that was replaced.</param>
internal sealed record ScannedPlace(PlaceCodeRow Code, string Name, bool IsCurrent);
