using CsvHelper;

namespace Haochaping.RealInput;

/// <summary>What the real files hold, as far as the story needs it.</summary>
internal static class Citizens
{
    /// <summary>Service items with the body that handles them; rows without a code are the import's business, not ours.</summary>
    public static IReadOnlyList<(string Item, string Institution)> Items(string data) =>
        [.. Rows(data, "service-items.csv").Select(r => (r["item_code"].Trim(), r["dept_code"].Trim())).Where(i => i.Item1.Length > 0 && i.Item2.Length > 0).Distinct()];

    /// <summary>What people wrote, cut to what a rating may hold.</summary>
    public static IReadOnlyList<string> Texts(string data, int most) =>
        [.. Rows(data, "citizen-messages.csv").Select(r => r["detail"].Trim()).Where(t => t.Length > 0).Select(t => t.Length <= most ? t : t[..most])];

    private static IEnumerable<Dictionary<string, string>> Rows(string data, string file)
    {
        using var reader = CsvReader.FromText(File.ReadAllText(Path.Combine(data, file)), new CsvReaderOptions { HasHeader = false });
        string[]? headings = null;
        while (reader.Read())
        {
            var cells = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToArray();
            if (headings is not null)
            {
                yield return headings.Zip(cells).ToDictionary(c => c.First, c => c.Second);
            }

            headings ??= cells;
        }
    }
}
