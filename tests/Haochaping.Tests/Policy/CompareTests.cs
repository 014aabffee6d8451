using Haochaping.Policy.Contracts;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>规则对照 — only what differs, each value with its own authority.</summary>
public sealed class CompareTests
{
    [Fact]
    public void Two_packs_differ_where_their_values_differ()
    {
        var rows = PackDifference.Between(Shipped.Pack("JX"), Shipped.Pack("SZ"));

        var window = rows.Single(r => r.Key == "window.length");
        (window.Left.Text, window.Left.Basis, window.Right.Text, window.Right.Basis).ShouldBe(("5", "江西 第六条", "7", "深圳 第十七条"));
        rows.ShouldNotContain(r => r.Key == "form.grades");
        rows.ShouldAllBe(r => r.Left.Raw != r.Right.Raw);
    }

    [Fact]
    public void A_pack_does_not_differ_from_itself() => PackDifference.Between(Shipped.Pack("HK"), Shipped.Pack("HK")).ShouldBeEmpty();
}
