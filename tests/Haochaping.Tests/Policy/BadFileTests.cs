using System.Text;
using Haochaping.Policy.Domain;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>Files that are broken, contradictory or hostile: every one is refused with file, line, key and what is allowed.</summary>
public sealed class BadFileTests
{
    private const string Place = """
        pack: {id: TT, name: 测试市, level: city, document: 测试文件, effective_from: 2019-06-01, status: in_force, inherits: ND}
        """;

    [Fact]
    public void Packs_that_inherit_in_a_circle_are_refused()
    {
        var complaints = With(("A", Place.Replace("ND", "B")), ("B", Place.Replace("TT", "UU").Replace("ND", "A")));

        complaints.Select(c => c.Code).ShouldBe(["cyclic-inheritance", "cyclic-inheritance"]);
        complaints[0].Message.ShouldBe("继承成环：A → B → A");
        complaints[0].Field.ShouldBe("packs/B.yaml:1 pack.inherits", "where the circle closes");
    }

    [Fact]
    public void A_parent_that_is_not_there_is_refused_and_the_files_are_named() =>
        With(("A", Place.Replace("ND", "Z"))).ShouldHaveSingleItem().Message.ShouldStartWith("没有规则包文件“Z”；可用：");

    [Fact]
    public void A_district_may_inherit_from_its_city()
    {
        var set = RuleSetLoader.Load(Shipped.Files with { Packs = [.. Shipped.Files.Packs, new("packs/TT.yaml", Place.Replace("ND", "SZ"))] }).Value;

        set.Find("TT", new DateOnly(2020, 1, 1))!.Value("window.length").Basis.ShouldBe("深圳 第十七条");
    }

    [Theory]
    [InlineData("effective_to: 2020-06-01", "effective_from: 2020-06-01", "overlapping-dates")]
    [InlineData("effective_to: 2020-05-31", "effective_from: 2020-06-01", null)]
    [InlineData("effective_to: ~", "effective_from: 2020-06-01", null)] // an open end ends where the successor begins
    [InlineData("effective_to: ~", "effective_from: 2019-06-01", "duplicate")]
    public void Versions_may_not_overlap(string end, string start, string? code)
    {
        var older = Place.Replace("status:", end + ", status:");
        var newer = Place.Replace("effective_from: 2019-06-01", start);

        With(("TT-1", older), ("TT-2", newer)).Select(c => c.Code).ShouldBe(code is null ? [] : [code]);
    }

    [Fact]
    public void A_pack_that_needs_a_year_without_calendar_is_refused_and_the_years_are_named()
    {
        var complaint = With(("TT", Place.Replace("2019-06-01", "2005-06-01"))).ShouldHaveSingleItem();

        complaint.Code.ShouldBe("missing-calendar");
        complaint.Message.ShouldContain("2005、2006 年");
        var gap = Shipped.Files with { Calendars = [.. Shipped.Files.Calendars.Where(c => !c.Name.EndsWith("2022.json", StringComparison.Ordinal))] };
        gap.Complaints().ShouldAllBe(c => c.Code == "missing-calendar" && c.Message.Contains("2022"));
    }

    [Theory]
    [InlineData("a: &x [1]\nb: *x\n", "alias", ":1")]
    [InlineData("pack:\n\tid: TT\n", "tab", ":2")]
    [InlineData("pack: {id: TT}\nwindow: {length: 1}\nwindow: {length: 2}\n", "duplicate", ":3")]
    [InlineData("pack: {id: TT, id: UU}\n", "duplicate", ":1")]
    [InlineData("a: [[[[[[[[[[[[[1]]]]]]]]]]]]]\n", "too-deep", ":1")]
    [InlineData("- 1\n", "not-a-mapping", "")]
    public void A_crooked_file_is_refused_with_its_line(string text, string code, string line)
    {
        var complaint = With(("X", text))[0];

        (complaint.Code, complaint.Field).ShouldBe((code, "packs/X.yaml" + line));
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_before_anything_is_built()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
        {
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        }

        With(("X", bomb.ToString())).ShouldHaveSingleItem().Code.ShouldBe("alias");
    }

    [Fact]
    public void A_huge_file_and_a_file_that_is_not_UTF8_are_refused()
    {
        SourceText.Of("packs/X.yaml", new byte[SourceText.MostBytes + 1]).Fault!.Value.Code.ShouldBe("too-large");
        SourceText.Of("packs/X.yaml", [0xC9, 0xEE, 0xDB, 0xDA]).Fault!.Value.Code.ShouldBe("not-utf8");
        SourceText.Of("packs/X.yaml", [0xEF, 0xBB, 0xBF, (byte)'a']).Text.ShouldBe("a");
        (Shipped.Files with { Packs = [.. Shipped.Files.Packs, SourceText.Of("packs/X.yaml", [0xC9, 0xEE])] }).Complaints().ShouldHaveSingleItem().Field.ShouldBe("packs/X.yaml");
    }

    [Theory]
    [InlineData("  window.length: 没有编号\n", "bad-reading")]
    [InlineData("  form.edit_after_submit: Q03 深圳没有设定这一项\n", "reading-of-nothing")]
    public void A_reading_needs_a_number_and_a_value_of_its_own_file(string line, string code) =>
        Shipped.Files.With("SZ", "resolves:\n", "resolves:\n" + line).Complaints().ShouldHaveSingleItem().Code.ShouldBe(code);

    [Theory]
    [InlineData("places: {\"36\": QQ}", "unknown-pack", "places.yaml:1 36")]
    [InlineData("places: {江西: JX}", "bad-region", "places.yaml:1 江西")]
    [InlineData("default: QQ", "unknown-pack", "places.yaml:1 Default")]
    [InlineData("colour: red", "unknown-key", "places.yaml:1 colour")]
    public void A_wrong_place_is_refused(string text, string code, string field)
    {
        var complaint = (Shipped.Files with { DefaultPack = null, PlacesFile = new("places.yaml", text) }).Complaints().ShouldHaveSingleItem();

        (complaint.Code, complaint.Field).ShouldBe((code, field));
    }

    private static IReadOnlyList<Haochaping.Kernel.Complaint> With(params (string Name, string Text)[] packs) =>
        RuleSetLoader.Load(Shipped.Files with { Packs = [.. Shipped.Files.Packs, .. packs.Select(p => new SourceText($"packs/{p.Name}.yaml", p.Text))] }).Refusal?.Complaints ?? [];
}
