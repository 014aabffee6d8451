using FsCheck;
using FsCheck.Fluent;
using Haochaping.Catalog.Contracts;
using Haochaping.Catalog.Domain.Importing;
using Haochaping.Catalog.Domain.Kinds;
using Haochaping.Catalog.Domain.Sheets;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Catalog;

public sealed class SheetTests
{
    private const string Regions = "代码,名称\r\n36,江西省\r\n3601,南昌市\r\n";

    [Fact]
    public void Utf8_with_and_without_mark_and_GB18030_read_the_same()
    {
        byte[][] files = [Files.Utf8(Regions), Files.Utf8WithMark(Regions), Files.Gb18030(Regions)];
        foreach (var sheet in files.Select(f => Sheet.Open(f).Value))
        {
            sheet.Headings.ShouldBe(["代码", "名称"]);
            sheet.Rows().Select(r => r.Cells[1]).ShouldBe(["江西省", "南昌市"]);
        }

        Sheet.Open(files[2]).Value.Format.ShouldBe("CSV · GB18030 · 逗号");
    }

    [Fact]
    public void A_tab_or_semicolon_between_cells_is_recognised_and_signs_inside_quotes_are_not_counted()
    {
        Sheet.Open(Files.Utf8("code\tname\n36\t江西省\n")).Value.Headings.ShouldBe(["code", "name"]);
        Sheet.Open(Files.Utf8("\"a,b,c\";name\n1;2\n")).Value.Headings.ShouldBe(["a,b,c", "name"]);
    }

    [Fact]
    public void Quoted_cells_keep_commas_quotes_and_line_breaks_and_lines_are_counted_as_an_editor_does()
    {
        var rows = Sheet.Open(Files.Utf8("code,name\n1,\"a,\"\"b\"\"\nc\"\n\n2,d\n")).Value.Rows().ToList();
        rows[0].Cells.ShouldBe(["1", "a,\"b\"\nc"]);
        rows[0].Line.ShouldBe(2);
        rows[1].Line.ShouldBe(5);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_reported_with_its_line()
    {
        var sheet = Sheet.Open(Files.Utf8("code,name\n36,江西省\n3601,\"南昌市\n3602,景德镇市\n")).Value;
        var columns = Columns.Of(RegionKind.Rules, sheet, Columns.Suggest(RegionKind.Rules, sheet.Headings)).Value;
        var no = Survey.Of(RegionKind.Rules, sheet, columns).Refusal!;
        no.Code.ShouldBe("import-open-quote");
        no.Message.ShouldContain("第 3 行");
    }

    [Fact]
    public void Text_after_a_closing_quote_rejects_the_row_and_a_quote_inside_a_cell_does_not()
    {
        var plan = Planned.Of(ImportKind.Regions, "code,name\n36,\"江\"西省\n37,5\"管\n");
        plan.Rejected.ShouldHaveSingleItem().Code.ShouldBe("broken-quotes");
        plan.Counts.Added.ShouldBe(1);
    }

    [Fact]
    public void A_workbook_gives_text_codes_numbers_and_lines()
    {
        var sheet = Sheet.Open(Files.Xlsx(["区划代码", "名称"], [36d, "江西省"], ["360102", "东湖区"])).Value;
        sheet.Headings.ShouldBe(["区划代码", "名称"]);
        var rows = sheet.Rows().ToList();
        rows[0].Cells.ShouldBe(["36", "江西省"]);
        rows[1].Line.ShouldBe(3);
    }

    [Fact]
    public void A_long_code_that_a_workbook_kept_as_a_number_is_refused_because_digits_are_lost()
    {
        var file = Files.Xlsx(["编码", "机构名称", "区划代码"], [113600000000001234d, "示例局", "360102"]);
        Planned.Of(ImportKind.Institutions, file, Planned.Knows((ImportKind.Regions, "360102000000"))).Rejected.ShouldHaveSingleItem().Code.ShouldBe("digits-lost");
    }

    [Fact]
    public void What_is_no_table_is_refused_with_its_own_code()
    {
        CodeOf([]).ShouldBe("import-file-empty");
        CodeOf([0xD0, 0xCF, 0x11, 0xE0, 1]).ShouldBe("import-old-excel");
        CodeOf([1, 2, 0, 3]).ShouldBe("import-not-a-table");
        CodeOf([.. "PK"u8, 3, 4, 9, 9]).ShouldBe("import-file-broken");
        CodeOf([0x41, 0xFF, 0x41]).ShouldBe("import-unknown-encoding");
        CodeOf(new byte[Sheet.MaxBytes + 1]).ShouldBe("import-file-too-large");
        CodeOf(Files.Utf8("a,a\n1,2\n")).ShouldBe("import-heading-twice");
    }

    [Fact]
    public void A_workbook_that_inflates_beyond_measure_is_refused_unread()
    {
        using var memory = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(memory, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 301; i++)
            {
                entry.Write(zeros);
            }
        }

        CodeOf(memory.ToArray()).ShouldBe("import-zip-too-large");
    }

    [Fact]
    public void A_file_whose_first_line_is_data_is_recognised()
    {
        Columns.LooksLikeData(RegionKind.Rules, ["36", "江西省"]).ShouldBeTrue();
        Columns.LooksLikeData(RegionKind.Rules, ["代码", "名称"]).ShouldBeFalse();
        Columns.LooksLikeData(RegionKind.Rules, ["甲", "乙"]).ShouldBeFalse();
    }

    [Fact]
    public void A_cell_that_looks_like_a_formula_is_made_harmless_and_comes_back_as_it_was()
    {
        BadRows.Protect("=1+1").ShouldBe("'=1+1");
        BadRows.Protect("@x").ShouldBe("'@x");
        BadRows.Protect("南昌").ShouldBe("南昌");
        Check.QuickThrowOnFailure(Prop.ForAll<NonNull<string>>(text => BadRows.Unprotect(BadRows.Protect(text.Get)) == text.Get));
        Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<int>(), n => BadRows.Unprotect(BadRows.Protect(new string('\'', n & 3) + "=x")) == new string('\'', n & 3) + "=x"));
    }

    [Fact]
    public void The_file_of_rejected_rows_reads_back_as_the_original_rows()
    {
        string[] headings = ["code", "name"];
        string[] cells = ["=HYPERLINK(1)", "'-a,\"b\"\nc"];
        var text = BadRows.Heading(headings) + BadRows.Line(cells, ["坏"]);
        text.ShouldStartWith("\uFEFF");
        var sheet = Sheet.Open(Files.Utf8(text)).Value;
        sheet.Headings.ShouldBe(headings);
        sheet.Rows().ShouldHaveSingleItem().Cells.ShouldBe(cells);
    }

    [Fact]
    public void A_foreign_file_keeps_its_apostrophes() =>
        Sheet.Open(Files.Utf8("code,name\n1,'=x\n")).Value.Rows().Single().Cells[1].ShouldBe("'=x");

    private static string CodeOf(byte[] file) => Sheet.Open(file).Refusal!.Code;
}
