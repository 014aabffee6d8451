using Haochaping.Kernel;

namespace Haochaping.Catalog.Domain.Importing;

/// <summary>What the catalogue already holds under a key.</summary>
/// <param name="Rank">For <see cref="Kind.FitsUnder"/>; empty where the kind has no rank.</param>
/// <param name="Print">Fingerprint over the compared fields.</param>
internal readonly record struct KnownEntry(string Rank, Guid Print);

/// <summary>已有 — what the catalogue holds of all that a file names, loaded once before planning.</summary>
internal sealed class Known(IReadOnlyDictionary<ImportKind, IReadOnlyDictionary<string, KnownEntry>> entries)
{
    public static Known Nothing { get; } = new(new Dictionary<ImportKind, IReadOnlyDictionary<string, KnownEntry>>());

    public KnownEntry? Find(ImportKind kind, string key) =>
        entries.TryGetValue(kind, out var found) && found.TryGetValue(key, out var entry) ? entry : null;

    public bool Has(ImportKind kind, string key) => Find(kind, key) is not null;

    /// <summary>One short value that differs when any compared field differs.</summary>
    public static Guid Print(IReadOnlyList<string> fields, Func<string, string> valueOf)
    {
        var parts = new string[fields.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = valueOf(fields[i]);
        }

        return Ids.Derive(parts);
    }
}
