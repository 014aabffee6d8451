using Haochaping.Kernel.Web;

namespace Haochaping.Catalog.Contracts;

/// <summary>场所清单 — the halls and windows there are, for what is made once per place (codes, devices).</summary>
public interface IPlaceList
{
    /// <summary>Every open hall and window somebody may see: halls by code, each followed by its windows, then counters outside halls.</summary>
    Task<IReadOnlyList<PlaceInfo>> SeenByAsync(StaffScope scope, CancellationToken cancel);
}

/// <summary>场所 — a hall, or a window in it, or a counter outside halls.</summary>
/// <param name="Key">The hall, or the institution of a counter; with the window's number.</param>
/// <param name="Name">Name on the sign: of the hall, or of the window.</param>
/// <param name="Hall">Code of the hall; null for a counter outside halls.</param>
/// <param name="HallName">Name of the hall, or of the institution where there is none.</param>
/// <param name="Institution">The body it belongs to.</param>
/// <param name="InstitutionName">Name of the body.</param>
/// <param name="Region">Division of the body, 12 digits; empty where the body is unknown.</param>
public sealed record PlaceInfo(WindowKey Key, string Name, string? Hall, string HallName, string Institution, string InstitutionName, string Region)
{
    /// <summary>The hall itself, not one of its windows.</summary>
    public bool IsHall => Key.Number.Length == 0;
}
