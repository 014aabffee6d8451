using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Haochaping.Kernel;

namespace Haochaping.Catalog.Domain.Sheets;

/// <summary>xlsx — the first sheet, cells as the text one sees.</summary>
internal static class XlsxSheet
{
    private const long MaxInflated = 300L * 1024 * 1024;
    private const int MaxEntries = 2_000;

    // ExcelDataReader asks for code page 1252 when it is set up, even where nothing is in that encoding.
    static XlsxSheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>What a damaged workbook throws while it is read.</summary>
    public static bool IsDamage(Exception e) => e is ExcelReaderException or XmlException or InvalidDataException or EndOfStreamException;

    public static Result<Sheet> Open(byte[] bytes)
    {
        try
        {
            if (Inflates(bytes))
            {
                return SheetRefusals.Inflated;
            }

            var heading = Read(bytes).FirstOrDefault(r => !r.IsBlank);
            return heading is null
                ? SheetRefusals.Empty
                : new Sheet([.. heading.Cells.Select(Texts.Trim)], "xlsx · 第一张表", () => Read(bytes).Where(r => r.Line > heading.Line));
        }
        catch (Exception e) when (IsDamage(e))
        {
            return SheetRefusals.Broken;
        }
    }

    /// <summary>The zip directory states each size, and the reader never inflates beyond what is stated: so the statement is enough.</summary>
    private static bool Inflates(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes, writable: false));
        return zip.Entries.Count > MaxEntries || zip.Entries.Sum(e => e.Length) > MaxInflated;
    }

    private static IEnumerable<Row> Read(byte[] bytes)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes, writable: false));
        while (reader.Read())
        {
            var width = Math.Min(reader.FieldCount, Sheet.MaxColumns + 1);
            while (width > 0 && reader.IsDBNull(width - 1))
            {
                width--;
            }

            if (width > 0)
            {
                yield return new Row(reader.Depth + 1, [.. Enumerable.Range(0, width).Select(i => TextOf(reader.GetValue(i)))]);
            }
        }
    }

    private static string TextOf(object? cell) => cell switch
    {
        null => "",
        string text => text,
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        // Excel keeps 15 digits; a longer code stored as a number is already wrong, and must look wrong.
        double number when Math.Abs(number) >= 1e15 => number.ToString("0.##############E+00", CultureInfo.InvariantCulture),
        double number => number.ToString("0.###############", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    };
}
