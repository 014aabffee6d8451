namespace Haochaping.Kernel.Web;

/// <summary>数据范围 — which rows an actor may see: of their institutions, their regions with all below, their halls, their own work; else none.</summary>
/// <param name="Institutions">Institution codes.</param>
/// <param name="Regions">Region codes (行政区划代码); a code ends in zeros where it names a whole province, city or county.</param>
public sealed record StaffScope(IReadOnlyList<string> Institutions, IReadOnlyList<string> Regions)
{
    /// <summary>Halls they run: what stands or happens there, whoever's it is.</summary>
    public IReadOnlyList<string> Halls { get; init; } = [];

    /// <summary>Who they are in the catalogue; what is about their own work is theirs to see.</summary>
    public Guid? Person { get; init; }

    /// <summary>The region that is the whole installation.</summary>
    public const string Anywhere = "*";

    /// <summary>Sees everything.</summary>
    public static StaffScope Everything { get; } = new([], [Anywhere]);

    /// <summary>True where no row is hidden, so a query needs no filter.</summary>
    public bool IsEverything => Regions.Contains(Anywhere);

    /// <summary>What the region codes of visible rows begin with: <c>360000</c> → <c>36</c>, <c>360100</c> → <c>3601</c>.</summary>
    public IReadOnlyList<string> RegionPrefixes => [.. Regions.Select(Prefix)];

    /// <summary>Is this member of staff they themselves?</summary>
    public bool Is(Guid? staff) => staff is not null && staff == Person;

    /// <summary>May they see a row of this institution in this region, in this hall, about the work of this person?</summary>
    public bool Covers(string? institution, string? region, string? hall = null, Guid? staff = null) =>
        IsEverything
        || Is(staff) || (hall is not null && Halls.Contains(hall))
        || (institution is not null && Institutions.Contains(institution))
        || (region is not null && Regions.Any(mine => region.StartsWith(Prefix(mine), StringComparison.Ordinal)));

    // Province, city and county take two digits each, township and village three: GB/T 2260, GB/T 10114.
    private static string Prefix(string code) =>
        new[] { 2, 4, 6, 9, 12 }.Where(level => code.Length > level && code.AsSpan(level).TrimStart('0').IsEmpty).Select(level => code[..level]).FirstOrDefault(code);
}
