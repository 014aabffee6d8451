using Shouldly;
using Xunit;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Testing;

namespace Haochaping.Tests.Policy;

/// <summary>What the shipped packs say, which one rules, and how they are activated.</summary>
public sealed class PackTests
{
    [Fact]
    public void Every_key_of_the_schema_stands_in_ND_with_a_Chinese_label()
    {
        var national = Shipped.Set.National;

        national.Schema.Select(k => k.Key).ShouldBe(national.Pack.Values.Select(v => v.Key));
        national.Pack.Values.ShouldAllBe(v => v.Label != v.Key && v.Text.Length > 0);
        national.Schema.Select(k => k.Key).ShouldBeUnique();
    }

    [Fact]
    public void Every_closed_code_has_a_Chinese_word()
    {
        var codes = Shipped.Set.National.Schema.Where(k => k.Shape.Type == "string" && k.Key != "form.grades" && !k.Key.EndsWith("_grades", StringComparison.Ordinal) && k.Key != "default_rating.grade")
            .SelectMany(k => k.Shape.Codes).Distinct();

        codes.Where(c => !Shipped.Set.Labels.HasCode(c) && Shipped.Set.Labels.Word(c) is null).ShouldBeEmpty();
    }

    [Fact]
    public void The_shipped_schema_is_what_the_compiler_asks_for()
    {
        var schema = PackSchema.Write(Shipped.Set.National.Schema, Shipped.Set.Labels);
        if (Environment.GetEnvironmentVariable("HAOCHAPING_APPROVE") is { Length: > 0 } repository)
        {
            File.WriteAllText(Path.Combine(repository, "policy", "rule-pack.schema.json"), schema);
            return;
        }

        File.ReadAllText(Path.Combine(Shipped.Folder, "rule-pack.schema.json")).ShouldBe(schema);
    }

    [Theory]
    [InlineData("360102000000", "2020-09-28", "JX")]
    [InlineData("440305000000", "2020-09-28", "SZ")]
    [InlineData("440100000000", "2020-09-28", "ND")] // Guangzhou has no pack here
    [InlineData("360102000000", "2018-12-31", "ND")] // before it came into force
    [Requirement("JX-22a")]
    public void The_longest_prefix_rules_a_region(string region, string date, string pack) =>
        Shipped.Set.For(region, DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)).Ref.Id.ShouldBe(pack);

    [Fact]
    public void Outside_its_time_a_pack_gives_way_to_ND_with_a_banner()
    {
        var ended = Shipped.Files with { Overlays = [new("overlays/SZ.yaml", Overlay("SZ", "pack: {effective_from: 2019-01-01, effective_to: 2020-12-31}"))] };
        var set = RuleSetLoader.Load(ended).Value;

        set.For("440300000000", new DateOnly(2020, 12, 31)).Ref.Id.ShouldBe("SZ");
        var after = set.For("440300000000", new DateOnly(2021, 1, 1));
        after.Ref.Id.ShouldBe("ND");
        after.Banners.ShouldContain(b => b.Text.Contains("深圳市规则在该日已过有效期"));
        set.For("440300000000", new DateOnly(2018, 1, 1)).Banners.ShouldContain(b => b.Text.Contains("尚未施行"));
    }

    [Fact]
    [Requirement("JX-22a", "X-03")]
    public void Without_an_administrators_confirmation_JX_does_not_rule()
    {
        var set = RuleSetLoader.Load(Shipped.Files with { Overlays = [] }).Value;
        var jx = set.Find("JX", new DateOnly(2020, 1, 1))!;

        jx.IsActive.ShouldBeFalse();
        jx.Unconfirmed.Count.ShouldBe(2);
        jx.Ref.Version.ShouldStartWith("draft+");
        var ruling = set.For("360000000000", new DateOnly(2020, 1, 1));
        ruling.Ref.Id.ShouldBe("ND");
        ruling.Banners.ShouldHaveSingleItem().Text.ShouldContain("江西省规则未启用");
    }

    [Fact]
    public void A_confirmed_value_names_who_confirmed_it_and_a_demo_says_so()
    {
        var jx = Shipped.Pack("JX");

        jx.IsActive.ShouldBeTrue();
        jx.Value("default_rating.grade_confirmed").Basis.ShouldBe("本地确认（演示管理员，演示：印发日期未载于条文，默认等级按基本满意）");
        jx.Banners.Select(b => b.Text).ShouldContain("演示规则：由演示确认文件启用，不具效力");
        jx.Value("window.length").Basis.ShouldBe("江西 第六条");
        jx.Value("window.first_day").Basis.ShouldBe("默认");
    }

    [Fact]
    public void The_corrections_hold()
    {
        var (nd, jx, sz) = (Shipped.Pack("ND"), Shipped.Pack("JX"), Shipped.Pack("SZ"));

        sz.ReceiptStage.DefaultApplies.ShouldBeFalse();
        sz.Completion.FailedReceiptOrAcceptance.ShouldBe(FailedReceipt.NotRatable);
        nd.Completion.FailedReceiptOrAcceptance.ShouldBe(FailedReceipt.VisitRatable);
        nd.Form.NegativeReason.ShouldBe(NegativeReason.Optional);
        nd.Form.IsPositive(Level.BasicallySatisfied).ShouldBeTrue();
        nd.Form.IsNegative(Level.Dissatisfied).ShouldBeTrue();
        jx.Deadline.Complex.Soft.ShouldBeTrue();
        jx.Deadline.Complex.ToString().ShouldBe("原则上10个工作日");
        jx.Reminder.Sender.ShouldBe(ReminderSender.Province);
        jx.WorkOrder.TownshipSubtask.ShouldBe(TownshipSubtask.RectifyOnly);
        sz.Deadline.UnitDayZero.ShouldBe(DayZero.Dispatched);
        nd.Scope.AgentFiledCaseRater.ShouldContain(AgentCaseRater.EntrustedAgent);
        jx.Default.Apply.ShouldBeTrue();
        nd.Default.Apply.ShouldBeFalse();
    }

    [Fact]
    public void A_version_follows_the_content_and_not_the_comments()
    {
        var commented = RuleSetLoader.Load(Shipped.Files.With("SZ", "window:", "# a comment\nwindow:")).Value;
        var changed = RuleSetLoader.Load(Shipped.Files.With("SZ", "  length: 7", "  length: 8")).Value;

        commented.Find("SZ", new DateOnly(2020, 1, 1))!.Ref.ShouldBe(Shipped.Pack("SZ").Ref);
        changed.Find("SZ", new DateOnly(2020, 1, 1))!.Ref.ShouldNotBe(Shipped.Pack("SZ").Ref);
        PackRef.Parse(Shipped.Pack("SZ").Ref.ToString()).ShouldBe(Shipped.Pack("SZ").Ref);
    }

    [Fact]
    public void A_newer_version_of_a_pack_rules_from_its_day_on()
    {
        var newer = Shipped.Text("packs/SZ.yaml").Text
            .Replace("effective_from: ~", "effective_from: 2022-07-01", StringComparison.Ordinal)
            .Replace("status: trial", "status: in_force", StringComparison.Ordinal)
            .Replace("  length: 7", "  length: 9", StringComparison.Ordinal);
        var set = RuleSetLoader.Load(Shipped.Files with { Packs = [.. Shipped.Files.Packs, new("packs/SZ-2022.yaml", newer)] }).Value;

        set.For("440300000000", new DateOnly(2022, 6, 30)).Window.Length.Length.ShouldBe(7);
        set.For("440300000000", new DateOnly(2022, 7, 1)).Window.Length.Length.ShouldBe(9);
    }

    [Fact]
    public void An_archived_version_comes_back_as_it_was()
    {
        var old = Shipped.Set.Get(Shipped.Pack("SZ").Ref)!;
        var today = RuleSetLoader.Load(Shipped.Files.With("SZ", "  length: 7", "  length: 8")).Value;

        var restored = CompiledPack.Restore(old.Pack.Ref, old.Archived(), today);

        restored.Ref.ShouldBe(old.Pack.Ref);
        restored.Window.Length.Length.ShouldBe(7);
        restored.Values.Select(v => (v.Key, v.Raw)).ShouldBe(old.Pack.Values.Select(v => (v.Key, v.Raw)));
    }

    internal static string Overlay(string pack, string values) =>
        $"overlay: {{for: {pack}, by: 测试管理员, on: 2026-01-01, basis: 测试, demo: true}}\n{values}\n";
}
