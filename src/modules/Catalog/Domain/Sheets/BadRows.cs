using System.Text;

namespace Haochaping.Catalog.Domain.Sheets;

/// <summary>
/// 错误行 — the rejected rows as a file to correct and bring back: the original columns and one more, 错误.
/// A spreadsheet would run a cell that begins like a formula, so such a cell gets an apostrophe in front; a file that
/// has our last column gets its apostrophes taken off again on the way in, and every text is what it was.
/// </summary>
internal static class BadRows
{
    public const string ErrorHeading = "错误";

    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    /// <summary>The heading line. The byte order mark makes Excel read UTF-8.</summary>
    public static string Heading(IReadOnlyList<string> headings) => "\uFEFF" + Line([.. headings, ErrorHeading]);

    /// <summary>One rejected row with its reasons.</summary>
    public static string Line(IReadOnlyList<string> cells, IEnumerable<string> reasons) => Line([.. cells, string.Join("；", reasons)]);

    /// <summary>Makes a cell harmless, reversibly: apostrophes already there count as part of the text.</summary>
    public static string Protect(string cell) => StartsLikeFormula(cell) ? "'" + cell : cell;

    /// <summary>Takes off what <see cref="Protect"/> put on.</summary>
    public static string Unprotect(string cell) => cell.StartsWith('\'') && StartsLikeFormula(cell) ? cell[1..] : cell;

    /// <summary>A file of ours becomes the file it was made from; any other file stays as it is.</summary>
    public static Sheet Restore(Sheet sheet)
    {
        if (sheet.Headings[^1] != ErrorHeading || sheet.Headings.Count == 1)
        {
            return sheet;
        }

        var width = sheet.Headings.Count - 1;
        return new Sheet(
            [.. sheet.Headings.Take(width).Select(Unprotect)],
            sheet.Format + " · 错误行文件",
            () => sheet.Rows().Select(r => r with { Cells = [.. r.Cells.Take(width).Select(Unprotect)] }));
    }

    private static bool StartsLikeFormula(string cell)
    {
        var text = cell.AsSpan().TrimStart('\'');
        return text.Length > 0 && Dangerous.Contains(text[0]);
    }

    private static string Line(IReadOnlyList<string> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            line.Append(i == 0 ? "" : ",").Append('"').Append(Protect(cells[i]).Replace("\"", "\"\"")).Append('"');
        }

        return line.Append("\r\n").ToString();
    }
}
