namespace Haochaping.Catalog.Domain;

/// <summary>Small truths about text in Chinese office files.</summary>
internal static class Texts
{
    /// <summary>Cuts off white space of every kind: ideographic, no-break and zero-width space, stray byte order marks.</summary>
    public static string Trim(string text) => text.Trim().Trim('\u3000', '\u00A0', '\u200B', '\uFEFF', ' ', '\t');
}
