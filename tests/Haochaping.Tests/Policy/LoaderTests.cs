using Shouldly;
using Xunit;
using Haochaping.Policy.Domain;
using Haochaping.Testing;

namespace Haochaping.Tests.Policy;

/// <summary>A damaged folder tells everything that is wrong, at once and with its line.</summary>
public sealed class LoaderTests
{
    [Fact]
    public void A_damaged_pack_reports_all_its_faults()
    {
        var complaints = Shipped.Files
            .With("SZ", "  length: 7", "  length: many")
            .With("SZ", "  real_name: mandatory", "  real_name: sometimes")
            .With("SZ", "  window.start_event: SZ-17\n", "")
            .With("SZ", "  max_messages: 1", "  max_messages: 1\n  colour: red")
            .With("JX", "  scale: five", "  scale: six")
            .Complaints();

        complaints.Select(c => c.Code).ShouldBe(["bad-value", "unknown-code", "cite-missing", "unknown-key", "unknown-code"], ignoreOrder: true);
        complaints.ShouldContain(c => c.Field.StartsWith("packs/SZ.yaml:") && c.Field.EndsWith(" window.length"));
    }

    [Fact]
    public void An_unknown_code_lists_the_known_ones() => Shipped.Files.With("SZ", "  real_name: mandatory", "  real_name: sometimes").Complaints()
        .ShouldHaveSingleItem().Message.ShouldBe("没有代码“sometimes”；可用：mandatory、encouraged、none");

    [Fact]
    public void An_unknown_key_lists_its_siblings() => Shipped.Files.With("SZ", "  max_messages: 1", "  max_messages: 1\n  colour: red").Complaints()
        .ShouldHaveSingleItem().Message.ShouldStartWith("没有这一项；可用：sms_on_completion、sms_if_unrated_after_days");

    [Theory]
    [InlineData("SZ", "  window.length: SZ-17\n", "", "cite-missing")]
    [InlineData("SZ", "window.length: SZ-17", "window.length: 某条", "bad-cite")]
    [InlineData("SZ", "window.length: SZ-17", "window.length: XX-17", "bad-cite")]
    [InlineData("SZ", "window.length: SZ-17", "window.length: \"[PD]\"", "bad-cite")]
    [InlineData("SZ", "window.length: SZ-17", "window.length: SZ-17\n  form.edit_after_submit: SZ-17", "cite-of-nothing")]
    [InlineData("SZ", "  grade: 基本满意", "  grade: 不满意", "negative-default")]
    [InlineData("SZ", "  grade: 基本满意", "  grade: 还行", "bad-value")]
    [InlineData("SZ", "  negative_grades: [不满意, 非常不满意]", "  negative_grades: [不满意, 不满意]", "duplicate")]
    [InlineData("SZ", "  unit: natural_day", "  unit: month", "unknown-code")]
    [InlineData("SZ", "[事项管理, 办事流程, 服务效率, 服务便民度, 便捷性, 完善性]", "[跑动次数]", "not-an-indicator")]
    [InlineData("SZ", "  route: [hotline_12345, undertaking_unit]", "  route: [hotline_12345]", "route-ends-nowhere")]
    [InlineData("SZ", "  complex: {length: 10, unit: working_day}", "  complex: {length: 10, unit: working_day, soft: true}", "soft-without-extension")]
    [InlineData("SZ", "  complex: {length: 10, unit: working_day}", "  complex: {length: 300, unit: working_day}", "longer-than-maximum")]
    [InlineData("SZ", "  complex: {length: 10, unit: working_day}", "  complex: {length: 10, unit: moon}", "unknown-code")]
    [InlineData("SZ", "  complex: {length: 10, unit: working_day}", "  complex: {length: 10}", "missing-part")]
    [InlineData("SZ", "  complex: {length: 10, unit: working_day}", "  complex: 10", "not-a-duration")]
    [InlineData("SZ", "  channels: [window]", "  channels: window", "not-a-list")]
    [InlineData("SZ", "[district_bureaus, agencies]", "[friends]", "unknown-word")]
    [InlineData("SZ", "status: trial", "status: maybe", "unknown-code")]
    [InlineData("SZ", "effective_from: ~", "colour: red\n  effective_from: ~", "unknown-key")]
    [InlineData("ND", "  edit_after_submit: false\n", "  edit_after_submit: ~\n", "missing-key")]
    [InlineData("SZ", "window:\n", "window: [\n", "not-yaml")]
    public void Each_fault_has_its_code(string pack, string from, string to, string code) =>
        Shipped.Files.With(pack, from, to).Complaints().Select(c => c.Code).ShouldContain(code);

    [Fact]
    public void A_tilde_inherits_like_an_absent_key()
    {
        var files = Shipped.Files.With("SZ", "  length: 7", "  length: ~").With("SZ", "  window.length: SZ-17\n", "");

        RuleSetLoader.Load(files).Value.Find("SZ", new DateOnly(2020, 1, 1))!.Value("window.length").Basis.ShouldBe("默认");
    }

    [Fact]
    public void An_unsigned_overlay_is_refused()
    {
        var files = Shipped.Files with { Overlays = [new("overlays/x.yaml", "overlay: {for: JX, by: 测试管理员}\npack: {effective_from: 2019-01-01}")] };

        files.Complaints().Select(c => (c.Code, c.Field)).ShouldBe([("unsigned", "overlays/x.yaml:1 overlay.on"), ("unsigned", "overlays/x.yaml:1 overlay.basis")]);
    }

    [Fact]
    public void An_overlay_for_no_pack_or_with_another_header_is_refused()
    {
        var stray = new SourceText("overlays/x.yaml", PackTests.Overlay("QQ", ""));
        var bold = new SourceText("overlays/y.yaml", PackTests.Overlay("JX", "pack: {name: 别处}"));

        (Shipped.Files with { Overlays = [stray, bold] }).Complaints().Select(c => c.Code).ShouldBe(["unknown-pack", "unknown-key"], ignoreOrder: true);
    }

    [Fact]
    public void A_place_without_its_pack_and_a_folder_without_ND_are_refused()
    {
        (Shipped.Files with { Places = new Dictionary<string, string> { ["99"] = "QQ" } }).Complaints().ShouldHaveSingleItem().Field.ShouldBe("Policy:Places 99");
        (Shipped.Files with { Packs = [] }).Complaints().Select(c => c.Code).ShouldContain("missing-pack");
    }

    [Theory]
    [InlineData("{ \"year\": 2027, \"papers\": [], \"days\": [] }", "bad-calendar")]
    [InlineData("{", "bad-calendar")]
    [InlineData("{ \"year\": 2027, \"papers\": [\"https://example.org/2027\"], \"days\": [{ \"name\": \"元旦\", \"date\": \"2027-02-30\", \"isOffDay\": true }] }", "bad-day")]
    [InlineData("{ \"year\": 2026, \"papers\": [\"https://example.org/2026\"], \"days\": [{ \"name\": \"元旦\", \"date\": \"2026-01-01\", \"isOffDay\": true }] }", "duplicate")]
    public void A_bad_calendar_is_refused(string text, string code) =>
        (Shipped.Files with { Calendars = [.. Shipped.Files.Calendars, new("calendar/x.json", text)] }).Complaints().Select(c => c.Code).ShouldContain(code);
}
