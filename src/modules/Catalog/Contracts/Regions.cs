namespace Haochaping.Catalog.Contracts;

/// <summary>区划层级 — the five levels of government (江西 第四条), numbered as the national codes number them.</summary>
public enum RegionLevel
{
    /// <summary>省（自治区、直辖市）.</summary>
    Province = 1,

    /// <summary>市（州、盟）.</summary>
    City = 2,

    /// <summary>县（市、区、旗）.</summary>
    County = 3,

    /// <summary>乡镇（街道）.</summary>
    Township = 4,

    /// <summary>村（社区）.</summary>
    Village = 5,
}

/// <summary>行政区划 — one division, by its 12-digit code.</summary>
/// <param name="Code">Always 12 digits; short codes are padded with zeros on the right.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Level">Province to village.</param>
/// <param name="ParentCode">12 digits; empty for a province.</param>
public sealed record RegionInfo(string Code, string Name, RegionLevel Level, string ParentCode);

/// <summary>区划路径 — a division and everything above it, from the province down to itself.</summary>
/// <param name="Regions">Never empty; the last one is the division that was asked for.</param>
public sealed record RegionPath(IReadOnlyList<RegionInfo> Regions)
{
    /// <summary>The division that was asked for.</summary>
    public RegionInfo Self => Regions[^1];

    /// <summary>The division on this level, or null where the path has none (东莞 has no county).</summary>
    public RegionInfo? At(RegionLevel level) => Regions.FirstOrDefault(r => r.Level == level);

    /// <summary>The county, or where there is none the nearest division above it.</summary>
    public RegionInfo CountyOrAbove => Regions.LastOrDefault(r => r.Level <= RegionLevel.County) ?? Self;

    /// <summary>For display: 江西省 / 南昌市 / 东湖区.</summary>
    public override string ToString() => string.Join(" / ", Regions.Select(r => r.Name));
}
