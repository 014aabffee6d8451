using CsvHelper;
using Haochaping.Kernel;

namespace Haochaping.Catalog.Domain.Sheets;

/// <summary>CSV — RFC 4180 with comma, tab, semicolon or bar.</summary>
internal static class CsvSheet
{
    private static readonly (char Sign, string Name)[] Delimiters = [(',', "逗号"), ('\t', "制表符"), (';', "分号"), ('|', "竖线")];

    public static Result<Sheet> Open(byte[] bytes)
    {
        if (!TextEncoding.Decode(bytes).Is(out var decoded, out var no))
        {
            return no;
        }

        var text = decoded.Text;
        var (sign, name) = DelimiterOf(text);
        var headings = Read(text, sign).Take(1).Select(r => r.Cells.Select(Texts.Trim).ToList()).FirstOrDefault();
        return headings is null
            ? SheetRefusals.Empty
            : new Sheet(Trimmed(headings), $"CSV · {decoded.Name} · {name}", () => Read(text, sign).Skip(1));
    }

    /// <summary>The sign that stands most often in the first line, outside quotes.</summary>
    internal static (char Sign, string Name) DelimiterOf(string text)
    {
        var counts = new int[Delimiters.Length];
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is '\r' or '\n')
            {
                break;
            }
            else if (!quoted && Array.FindIndex(Delimiters, d => d.Sign == c) is >= 0 and var found)
            {
                counts[found]++;
            }
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    private static List<string> Trimmed(List<string> headings)
    {
        while (headings.Count > 1 && headings[^1].Length == 0)
        {
            headings.RemoveAt(headings.Count - 1);
        }

        return headings;
    }

    private static IEnumerable<Row> Read(string text, char delimiter)
    {
        var quotes = Quotes.Sound;
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = fault => quotes = Judge(fault.Reason),
        });
        while (reader.Read())
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = reader.GetString(i);
            }

            yield return new Row((int)reader.LineNumber, cells, quotes);
            quotes = Quotes.Sound;
        }
    }

    // A quote inside an unquoted cell is only a sign (5" 管); text after a closing quote means that the cells are not what they seem.
    private static Quotes Judge(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => Quotes.Sound,
        CsvMalformedReason.UnterminatedQuote => Quotes.Open,
        _ => Quotes.Broken,
    };
}
