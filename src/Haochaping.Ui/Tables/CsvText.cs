using System.Globalization;
using System.Text;

namespace Haochaping.Ui;

/// <summary>
/// 表格文本 — a table as RFC 4180 text for spreadsheets: UTF-8 with a byte order mark, CRLF. What a spreadsheet could take for
/// a formula is kept text by a leading apostrophe (T41), in heads too.
/// </summary>
/// <param name="heads">Names of the columns.</param>
/// <param name="rows">Rows of text, whole numbers, doubles (written with six digits), dates or null.</param>
public sealed class CsvText(IReadOnlyList<string> heads, IEnumerable<IEnumerable<object?>> rows)
{
    private const string Starters = "=+-@\t\r＝＋－＠";

    /// <summary>The whole table.</summary>
    /// <param name="mark">False leaves the byte order mark out, for programs.</param>
    public byte[] ToBytes(bool mark = true)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(heads))
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return [.. mark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        long or int => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        double share => double.IsNaN(share) ? "" : share.ToString("0.######", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Quoted(Harmless(value.ToString()!)),
    };

    // Spreadsheets look past blanks, quotes and marks before they see the sign.
    private static string Harmless(string text) =>
        text.AsSpan().TrimStart(" \u3000\"'\n\uFEFF\u00A0") is [var first, ..] && Starters.Contains(first) ? "'" + text : text;

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
