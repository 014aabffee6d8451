using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Haochaping.Catalog.Contracts;
using Haochaping.Catalog.Domain.Importing;
using Haochaping.Catalog.Domain.Kinds;
using Sheet = Haochaping.Catalog.Domain.Sheets.Sheet;
using Columns = Haochaping.Catalog.Domain.Importing.Columns;

namespace Haochaping.Tests.Catalog;

/// <summary>Files as offices send them, made in memory.</summary>
internal static class Files
{
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Utf8WithMark(string text) => [0xEF, 0xBB, 0xBF, .. Utf8(text)];

    public static byte[] Gb18030(string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030").GetBytes(text);
    }

    /// <summary>A workbook of one sheet; a double becomes a number cell, everything else text.</summary>
    public static byte[] Xlsx(params object[][] rows)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData(rows.Select((cells, i) => new DocumentFormat.OpenXml.Spreadsheet.Row(cells.Select(CellOf)) { RowIndex = (uint)i + 1 })));
            book.Workbook.AppendChild(new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = "表一" }));
        }

        return memory.ToArray();
    }

    private static Cell CellOf(object value) => value is double number
        ? new Cell { DataType = CellValues.Number, CellValue = new CellValue(number.ToString("R")) }
        : new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text((string)value)) };
}

/// <summary>A plan straight from a file, without a database.</summary>
internal sealed class Planned
{
    private Planned(ImportPlan plan)
    {
        Plan = plan;
        (Counts, Rejected) = plan.Preview();
    }

    public ImportPlan Plan { get; }

    public ImportCounts Counts { get; }

    public IReadOnlyList<RejectedCell> Rejected { get; }

    public static Planned Of(ImportKind kind, byte[] file, Known? known = null, bool createMissing = false)
    {
        var sheet = Sheet.Open(file).Value;
        var rules = KnownKinds.Of(kind);
        var columns = Columns.Of(rules, sheet, Columns.Suggest(rules, sheet.Headings)).Value;
        return new(new ImportPlan(rules, sheet, columns, Survey.Of(rules, sheet, columns).Value, known ?? Known.Nothing, createMissing));
    }

    public static Planned Of(ImportKind kind, string csv, Known? known = null, bool createMissing = false) => Of(kind, Files.Utf8(csv), known, createMissing);

    /// <summary>A catalogue that knows these keys and nothing about them.</summary>
    public static Known Knows(params (ImportKind Kind, string Key)[] keys) => new(
        keys.GroupBy(k => k.Kind).ToDictionary(
            g => g.Key,
            g => (IReadOnlyDictionary<string, KnownEntry>)g.ToDictionary(k => k.Key, _ => new KnownEntry("3", Guid.Empty))));
}
