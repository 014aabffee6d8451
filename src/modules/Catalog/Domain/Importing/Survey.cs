using Haochaping.Catalog.Domain.Sheets;
using Haochaping.Kernel;

namespace Haochaping.Catalog.Domain.Importing;

/// <summary>
/// 普查 — the first walk through a file: how many rows, which keys they name (so that only those are loaded), and, where
/// rows stand under rows of the same file, who stands under whom.
/// </summary>
internal sealed class Survey
{
    private readonly Dictionary<ImportKind, HashSet<string>> asked = [];
    private readonly Dictionary<string, Entry> entries = [];

    /// <summary>What the file itself says about a key.</summary>
    public sealed record Entry(string Superior, string Rank, IReadOnlyList<(ImportKind To, string Key)> Names);

    public int Rows { get; private set; }

    /// <summary>Keys to look up, by kind.</summary>
    public IReadOnlyDictionary<ImportKind, HashSet<string>> Asked => asked;

    public IReadOnlyDictionary<string, Entry> Entries => entries;

    /// <summary>Refused when the file cannot be read to its end, holds no row, or too many.</summary>
    public static Result<Survey> Of(Kind kind, Sheet sheet, Columns columns)
    {
        var survey = new Survey();
        try
        {
            foreach (var row in sheet.Rows().Where(r => !r.IsBlank))
            {
                if (++survey.Rows > Sheet.MaxRows)
                {
                    return SheetRefusals.TooManyRows;
                }

                if (row.Quotes == Quotes.Open)
                {
                    return SheetRefusals.OpenQuote(row.Line);
                }

                survey.Add(kind, columns.Read(row));
            }
        }
        catch (Exception e) when (XlsxSheet.IsDamage(e))
        {
            return SheetRefusals.Broken;
        }

        return survey.Rows > 0 ? survey : SheetRefusals.NoRows;
    }

    private void Add(Kind kind, Draft draft)
    {
        if (draft.Faults.Count > 0)
        {
            return;
        }

        Ask(kind.Id, draft.Key);
        var names = kind.References.Select(r => (r.To, Key: r.KeyOf(draft.Values))).Where(n => n.Key.Length > 0).ToList();
        names.ForEach(n => Ask(n.To, n.Key));
        if (kind.Superior is { } superior)
        {
            var above = superior.KeyOf(draft.Values);
            Ask(kind.Id, above);
            entries.TryAdd(draft.Key, new Entry(above, kind.RankOf(draft.Values), names));
        }
    }

    private void Ask(ImportKind kind, string key)
    {
        if (!asked.TryGetValue(kind, out var keys))
        {
            asked[kind] = keys = [];
        }

        if (key.Length > 0)
        {
            keys.Add(key);
        }
    }
}
