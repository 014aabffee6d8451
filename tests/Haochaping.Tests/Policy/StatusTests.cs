using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>Trial, excerpt, expired, template: when a pack rules, and what its pages say.</summary>
public sealed class StatusTests
{
    private static readonly DateOnly InTrial = new(2021, 8, 8);
    private static readonly DateOnly AfterTrial = new(2021, 8, 9);

    [Fact]
    public void A_trial_that_ended_gives_way_to_ND_with_a_banner()
    {
        var set = Load([]);

        set.For("220200000000", InTrial).Ref.Id.ShouldBe("JL");
        set.For("220200000000", AfterTrial).Ref.Id.ShouldBe("ND");
        set.For("220200000000", AfterTrial).Banners.ShouldContain(b => b.Text.Contains("吉林市规则在该日已过有效期"));
    }

    [Fact]
    public void A_recorded_continuation_lets_the_trial_rule_on_and_says_on_what_basis()
    {
        var set = Load(["JL", "pack: {continued: 测试：市政府会议纪要延续执行}"]);

        var after = set.For("220200000000", AfterTrial);

        after.Ref.Id.ShouldBe("JL");
        after.Banners.Select(b => b.Text).ShouldContain("试行文件，延续执行：测试：市政府会议纪要延续执行");
        after.EffectiveTo.ShouldBeNull();
    }

    [Fact]
    public void A_continuation_with_an_end_of_its_own_ends_there()
    {
        var set = Load(["JL", "pack: {continued: 测试, effective_to: 2022-08-08}"]);

        set.For("220200000000", new DateOnly(2022, 8, 8)).Ref.Id.ShouldBe("JL");
        set.For("220200000000", new DateOnly(2022, 8, 9)).Ref.Id.ShouldBe("ND");
    }

    [Theory]
    [InlineData("GZ", "440100000000", "节录", "施行日期未确认")]
    [InlineData("BJ", "110000000000", "已失效", "失效日期或延续执行的依据未确认")]
    [InlineData("GEN", "990000000000", "模板", "施行日期未确认")]
    [Requirement("BJ-0a", "X-03")]
    public void An_excerpt_a_dead_text_and_a_template_wait_for_an_administrator(string pack, string region, string banner, string missing)
    {
        var set = Load([]);

        var waiting = set.Find(pack, InTrial)!;
        waiting.IsActive.ShouldBeFalse();
        waiting.Banners.ShouldContain(b => b.Text.Contains(banner));
        waiting.Unconfirmed.ShouldHaveSingleItem().ShouldStartWith(missing);
        set.For(region, InTrial).Ref.Id.ShouldBe("ND");
    }

    [Fact]
    [Requirement("BJ-0a")]
    public void A_dead_text_rules_the_cases_of_its_time_once_its_end_is_confirmed()
    {
        var set = Load(["BJ", "pack: {effective_to: 2020-12-31}"]);

        set.For("110000000000", new DateOnly(2020, 12, 31)).Ref.Id.ShouldBe("BJ");
        set.For("110000000000", new DateOnly(2021, 1, 1)).Ref.Id.ShouldBe("ND");
    }

    [Fact]
    public void A_successor_takes_over_from_its_day_on()
    {
        var successor = Shipped.Text("packs/JL.yaml").Text
            .Replace("effective_from: 2020-08-09", "effective_from: 2021-08-09", StringComparison.Ordinal)
            .Replace("effective_to: 2021-08-08", "effective_to: ~", StringComparison.Ordinal)
            .Replace("status: trial", "status: in_force", StringComparison.Ordinal)
            .Replace("  pack.effective_to: Q38", "  pack.status: Q38", StringComparison.Ordinal)
            .Replace("  length: 7", "  length: 9", StringComparison.Ordinal);
        var set = RuleSetLoader.Load(Files([]) with { Packs = [.. Shipped.Files.Packs, new("packs/JL-2021.yaml", successor)] }).Value;

        set.For("220200000000", InTrial).Window.Length.Length.ShouldBe(7);
        set.For("220200000000", AfterTrial).Window.Length.Length.ShouldBe(9);
    }

    private static RuleSet Load(string[] overlay) => RuleSetLoader.Load(Files(overlay)).Value;

    private static RuleFiles Files(string[] overlay) => Shipped.Files with
    {
        Overlays = overlay is [var pack, var values] ? [new($"overlays/{pack}.yaml", PackTests.Overlay(pack, values))] : [],
        Places = new Dictionary<string, string> { ["2202"] = "JL", ["4401"] = "GZ", ["11"] = "BJ", ["99"] = "GEN" },
    };
}
