using Haochaping.Catalog.Contracts;
using Haochaping.Catalog.Domain;
using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Catalog;

/// <summary>拼音首字母: what people type who know how a name sounds.</summary>
public sealed class InitialsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("演示市人社局", "yssrsj")]
    [InlineData("深圳市政务服务数据管理局", "szszwfwsjglj")]
    [InlineData("东莞市12345热线（A座）", "dgs12345rxaz")]
    [InlineData("護覺", "")] // no GB 2312
    [InlineData("吖啊座", "az")] // 吖 is of the second level and not listed
    [InlineData("😀 ·—", "")]
    public void Of_a_name(string name, string initials) => Initials.Of(name).ShouldBe(initials);

    [Fact]
    public void Every_letter_begins_where_its_syllables_begin() =>
        Initials.Of("啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝 澳怖错堕贰咐过祸骏阔络穆诺沤瀑群弱所唾误迅孕座".Replace(" ", "", StringComparison.Ordinal))
            .ShouldBe("abcdefghjklmnopqrstwxyz" + "abcdefghjklmnopqrstwxyz");

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Institutions_and_their_orders_are_found_by_them(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        await using (var scope = town.Services.CreateAsyncScope())
        {
            var list = scope.ServiceProvider.GetRequiredService<IInstitutionList>();
            (await list.FindAsync("RSJ", 5, Cancel)).ShouldHaveSingleItem().Code.ShouldBe("SZ-CITY");
            (await list.FindAsync("演示市人社局", 5, Cancel)).ShouldHaveSingleItem().Code.ShouldBe("SZ-CITY");
            (await list.FindAsync("%", 5, Cancel)).ShouldBeEmpty();
        }

        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted()), 1)).EnsureSuccessStatusCode();
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted("JX-POLICE", "JX-ITEM-3")), 1)).EnsureSuccessStatusCode();
        await town.SettleAsync();
        using var authority = await Desk.OfAsync(town, Role.Supervisor, [], ["360000"]);
        foreach (var (typed, found, not) in new[] { ("spj", "演示市审批局", "演示镇派出所"), ("pcs", "演示镇派出所", "演示市审批局"), ("审批局", "演示市审批局", "演示镇派出所") })
        {
            await authority.GoAsync("/console/orders?q=" + Uri.EscapeDataString(typed));
            authority.Html.ShouldContain(found);
            authority.Html.ShouldNotContain(not);
        }
    }
}
