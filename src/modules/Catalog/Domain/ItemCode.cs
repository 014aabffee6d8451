namespace Haochaping.Catalog.Domain;

/// <summary>
/// 实施编码 — taken as it comes: 31 characters, 33 for a 业务办理项, and local forms such as
/// <c>511Z07001006-511602000000-000-11511301008778183N-1-00</c>.
/// </summary>
internal static class ItemCode
{
    private const int Main = 31;
    private const int Handling = 33;

    /// <summary>The main item's code of a 33-character 业务办理项; null for every other form.</summary>
    public static string? MainOf(string code) => code.Length == Handling ? code[..Main] : null;
}
