using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Haochaping.Ui;

/// <summary>
/// 电子表格 — a table as an Excel workbook of one sheet. Texts are written as texts, so nothing in it can run as a formula; numbers as numbers.
/// </summary>
/// <param name="heads">Names of the columns.</param>
/// <param name="rows">Rows of text, whole numbers or null.</param>
public sealed class XlsxText(IReadOnlyList<string> heads, IEnumerable<IEnumerable<object?>> rows)
{
    private const string Start = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    // A cell holds no more (ECMA-376).
    private const int CellLimit = 32_767;

    /// <summary>The whole workbook.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "[Content_Types].xml", w => w.Write($"<Types xmlns=\"{Package}content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{Type}sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{Type}worksheet+xml\"/></Types>"));
            Put(zip, "_rels/.rels", w => w.Write($"<Relationships xmlns=\"{Package}relationships\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
            Put(zip, "xl/workbook.xml", w => w.Write($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"));
            Put(zip, "xl/_rels/workbook.xml.rels", w => w.Write($"<Relationships xmlns=\"{Package}relationships\"><Relationship Id=\"r1\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"));
            Put(zip, "xl/worksheets/sheet1.xml", WriteSheet);
        }

        return bytes.ToArray();
    }

    private static void Put(ZipArchive zip, string name, Action<StreamWriter> write)
    {
        using var part = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        part.Write(Start);
        write(part);
    }

    private void WriteSheet(StreamWriter sheet)
    {
        sheet.Write($"<worksheet xmlns=\"{Main}\"><sheetData>");
        foreach (var row in rows.Prepend(heads))
        {
            sheet.Write("<row>");
            foreach (var cell in row)
            {
                sheet.Write(Cell(cell));
            }

            sheet.Write("</row>");
        }

        sheet.Write("</sheetData></worksheet>");
    }

    private static string Cell(object? value) => value switch
    {
        null or "" => "<c/>",
        int or long => string.Create(CultureInfo.InvariantCulture, $"<c><v>{value}</v></c>"),
        _ => $"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(Whole(value.ToString()!))}</t></is></c>",
    };

    // XML knows no control characters and no half of a pair.
    private static string Whole(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF)) ? clean.Append(rune) : clean;
        }

        return clean.Length <= CellLimit ? clean.ToString() : clean.ToString(0, CellLimit);
    }
}
