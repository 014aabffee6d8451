using Haochaping.Kernel;

namespace Haochaping.Catalog.Domain.Sheets;

/// <summary>引号 — whether the quoting of a record can be trusted.</summary>
internal enum Quotes
{
    Sound,

    /// <summary>Text goes on after a closing quote.</summary>
    Broken,

    /// <summary>Never closed: the rest of the file was swallowed.</summary>
    Open,
}

/// <summary>行 — one record of a file.</summary>
/// <param name="Line">Line on which it begins, as an editor or Excel counts.</param>
/// <param name="Cells">As many as there are headings, or more when the row is too long.</param>
/// <param name="Quotes">Whether the cells can be trusted.</param>
internal sealed record Row(int Line, IReadOnlyList<string> Cells, Quotes Quotes = Quotes.Sound)
{
    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>表 — a file read as headings and rows. <see cref="Rows"/> can be walked again and again and holds no row.</summary>
internal sealed class Sheet(IReadOnlyList<string> headings, string format, Func<IEnumerable<Row>> rows)
{
    public const int MaxBytes = 50 * 1024 * 1024;
    public const int MaxRows = 1_000_000;
    public const int MaxColumns = 200;

    public IReadOnlyList<string> Headings { get; } = headings;

    public string Format { get; } = format;

    public IEnumerable<Row> Rows() => rows();

    /// <summary>Recognises the file by its content, never by its name.</summary>
    public static Result<Sheet> Open(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return SheetRefusals.Empty;
        }

        if (bytes.Length > MaxBytes)
        {
            return SheetRefusals.TooLarge;
        }

        if (bytes.AsSpan().StartsWith("PK"u8))
        {
            return XlsxSheet.Open(bytes).Then(Opened);
        }

        return bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? SheetRefusals.OldExcel : CsvSheet.Open(bytes).Then(Opened);
    }

    /// <summary>Position of a heading, or -1.</summary>
    public int IndexOf(string heading)
    {
        for (var i = 0; i < Headings.Count; i++)
        {
            if (Headings[i] == heading)
            {
                return i;
            }
        }

        return -1;
    }

    private static Result<Sheet> Opened(Sheet raw)
    {
        if (raw.Headings.All(h => h.Length == 0))
        {
            return SheetRefusals.Empty;
        }

        if (raw.Headings.Count > MaxColumns)
        {
            return SheetRefusals.TooManyColumns;
        }

        var sheet = BadRows.Restore(raw);
        var named = sheet.Headings.Select((h, i) => h.Length > 0 ? h : $"第 {i + 1} 列").ToList();
        var twice = named.GroupBy(h => h).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? new Sheet(named, sheet.Format, sheet.Rows) : SheetRefusals.HeadingTwice(twice.Key);
    }
}

/// <summary>Why a file cannot be read at all.</summary>
internal static class SheetRefusals
{
    public static Refusal Empty => No("import-file-empty", "文件是空的，没有表头也没有数据。");

    public static Refusal TooLarge => No("import-file-too-large", "文件超过 50 MB。请拆成几个文件分别导入。");

    public static Refusal TooManyRows => No("import-too-many-rows", "文件超过 1,000,000 行。请拆成几个文件分别导入。");

    public static Refusal TooManyColumns => No("import-too-many-columns", "文件超过 200 列。请只保留需要的列。");

    public static Refusal OldExcel => No("import-old-excel", "这是旧版 Excel（xls）文件。请在 Excel 中另存为 xlsx 或 CSV 后再导入。");

    public static Refusal NotText => No("import-not-a-table", "文件不是 CSV 或 xlsx。请导出为这两种格式之一。");

    public static Refusal UnknownEncoding => No("import-unknown-encoding", "无法识别文字编码：既不是 UTF-8，也不是 GB18030。请另存为 UTF-8 编码的 CSV。");

    public static Refusal Inflated => No("import-zip-too-large", "xlsx 解压后过大，可能已损坏或是恶意文件。请另存为 CSV 后再导入。");

    public static Refusal Broken => No("import-file-broken", "文件已损坏，读不完整。请重新导出后再试。");

    public static Refusal OpenQuote(int line) => No("import-open-quote", $"第 {line} 行有引号没有闭合，后面的内容都被当成了一个单元格。请补上引号后再导入。");

    public static Refusal NoHeading => No("import-no-heading", "第一行不像表头：没有一列认得出来，而且含有数据。请在第一行加上列名。");

    public static Refusal NoRows => No("import-no-rows", "只有表头，没有数据。");

    public static Refusal HeadingTwice(string heading) => No("import-heading-twice", $"表头“{heading}”出现了两次。请改成不同的列名。");

    private static Refusal No(string code, string message) => new(RefusalKind.Unprocessable, code, message);
}
