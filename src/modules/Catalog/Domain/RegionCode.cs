using System.Diagnostics.CodeAnalysis;

namespace Haochaping.Catalog.Domain;

/// <summary>区划代码 — 12 digits; 36, 3601, 360102 and 360102001 are padded with zeros on the right.</summary>
internal static class RegionCode
{
    private static readonly int[] Widths = [0, 2, 4, 6, 9, 12];

    /// <summary>The 12-digit form, or false when it is no code of 2, 4, 6, 9 or 12 digits.</summary>
    public static bool TryNormalise(string text, [NotNullWhen(true)] out string? code)
    {
        var fits = text.Length > 0 && Array.IndexOf(Widths, text.Length) > 0 && text.All(char.IsAsciiDigit) && !text.StartsWith("00");
        code = fits ? text.PadRight(12, '0') : null;
        return fits;
    }

    /// <summary>The level the digits themselves show: the shortest form that says it all.</summary>
    public static RegionLevel LevelOf(string code) =>
        (RegionLevel)Enumerable.Range(1, 5).First(level => code.AsSpan(Widths[level]).IndexOfAnyExcept('0') < 0);

    /// <summary>The code one level up by digits; empty for a province.</summary>
    public static string ParentOf(string code)
    {
        var level = (int)LevelOf(code);
        return level == 1 ? "" : code[..Widths[level - 1]].PadRight(12, '0');
    }
}
