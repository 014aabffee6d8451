using Shouldly;
using Xunit;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;

namespace Haochaping.Tests.Policy;

/// <summary>Reloading, the archive, and the public explanation, on a folder of its own.</summary>
public sealed class RunningRulesTests : IDisposable
{
    private static readonly DateOnly Day = new(2020, 9, 28);

    private readonly PolicyFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_bad_pack_leaves_the_old_set_running()
    {
        var rules = folder.Rules();
        var before = rules.Find("SZ", Day)!;
        folder.Edit("  length: 7", "  length: many");

        var result = await rules.ReloadAsync(TestContext.Current.CancellationToken);

        result.Refusal!.Complaints!.ShouldHaveSingleItem().Code.ShouldBe("bad-value");
        rules.Find("SZ", Day).ShouldBeSameAs(before);
    }

    [Fact]
    public void A_bad_pack_refuses_a_fresh_start()
    {
        folder.Edit("  length: 7", "  length: many");

        Should.Throw<InvalidDataException>(() => folder.Rules().All).Message.ShouldContain("packs/SZ.yaml");
    }

    [Fact]
    public async Task A_new_set_rules_at_once_and_old_rows_keep_their_version()
    {
        var rules = folder.Rules();
        await rules.ReloadAsync(TestContext.Current.CancellationToken);
        var old = rules.For("440300000000", Day).Ref;
        folder.Edit("  length: 7", "  length: 8");

        (await rules.ReloadAsync(TestContext.Current.CancellationToken)).Refusal.ShouldBeNull();

        rules.For("440300000000", Day).Window.Length.Length.ShouldBe(8);
        rules.Get(old).Window.Length.Length.ShouldBe(7);
        Should.Throw<KeyNotFoundException>(() => rules.Get(new PackRef("SZ", "2019-01-01+00000000")));
    }

    [Fact]
    public void A_missing_overlay_is_named()
    {
        File.Delete(Path.Combine(folder.Path, "overlays/demo-JX.yaml"));

        Should.Throw<InvalidDataException>(() => folder.Rules().All).Message.ShouldContain("demo-JX.yaml");
    }

    [Theory]
    [InlineData("2020-09-28T15:00:00+08:00")]
    [InlineData("2020-09-28T15:00:00 08:00")]
    [InlineData("2020-09-28T07:00:00Z")]
    [InlineData("2020-09-28T15:00")]
    [InlineData("2020-09-28")]
    public void An_explanation_cites_article_and_notice(string from)
    {
        var explanation = Explain().Run("JX", "evaluation-window", from).Value;

        explanation.LastDay.ShouldBe(new DateOnly(2020, 10, 12));
        (explanation.Pack, explanation.Clock, explanation.Length, explanation.Unit).ShouldBe(("JX", "evaluation-window", 5, "working_day"));
        explanation.Cites.Select(c => c.Text).ShouldContain("江西 第六条");
        explanation.Cites.ShouldContain(c => c.Text == "国务院办公厅关于2020年部分节假日安排的通知" && c.Url!.StartsWith("https://www.gov.cn/"));
        explanation.Days.Count.ShouldBe(15);
    }

    [Theory]
    [InlineData("QQ", "evaluation-window", "2020-09-28", "unknown-pack")]
    [InlineData(null, "evaluation-window", "2020-09-28", "unknown-pack")]
    [InlineData("JX", "lunch", "2020-09-28", "unknown-clock")]
    [InlineData("JX", null, "2020-09-28", "unknown-clock")]
    [InlineData("JX", "accept", "yesterday", "bad-from")]
    [InlineData("JX", "accept", null, "bad-from")]
    [InlineData("JX", "accept", "9999-12-31", "from-out-of-range")]
    [InlineData("JX", "accept", "1850-01-01", "from-out-of-range")]
    public void A_wrong_question_is_refused_with_its_code(string? pack, string? clock, string? from, string code) =>
        Explain().Run(pack, clock, from).Refusal!.Code.ShouldBe(code);

    private PolicyExplain Explain() => folder.Rules() is var rules ? new PolicyExplain(rules, new Deadlines(rules), rules) : null!;
}
