using System.Text.RegularExpressions;
using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Evaluations.Reporting;

namespace Haochaping.Tests.Evaluations;

/// <summary>随报评价: what business systems sent and is not recorded stands on a page, with its reason and what to do.</summary>
public sealed partial class CollectedPageTests
{
    private const string Morning = "2020-09-28T09:00:00+08:00";
    private const string Noon = "2020-09-28T12:00:00+08:00";

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_is_not_recorded_stands_there_with_its_reason_and_what_to_do(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        using (var early = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []))
        {
            (await early.GoAsync("/console/collected")).Html.ShouldContain("业务系统随办件报送的评价都已登记");
        }

        await town.ReportAsync(ACase("B-1", Morning));
        await town.SettleAsync();
        await town.Rate(await town.LinkOf("B-1"), 5);
        await town.ReportAsync(ACase("B-1", Morning, Rating(2, Noon, text: "等了很久"))); // another channel was first
        await town.ReportAsync(ACase("B-2", Morning, Rating(5, Noon)));                    // is recorded
        await town.ReportAsync(ACase("B-3", Morning, Rating(3, Noon), "window", "V-3"));  // its visit is not reported
        await town.PostAsync("/api/v1/visits", new { source = "town", visitNumber = "V-4", institution = "JX-CITY", hall = "JX-HALL", window = "A12", endedAt = Noon, cases = new[] { "B-4" } });
        await town.SettleAsync();
        town.Clock.SetNow("2020-10-14T10:00:00"); // the visit's window ended on 12 October
        await town.SettleAsync();
        await town.ReportAsync(ACase("B-4", Morning, Rating(1, "2020-10-14T09:00:00+08:00"), "window", "V-4"));
        await town.SettleAsync();

        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        await unit.GoAsync("/console/collected");
        Numbers(unit.Html).ShouldBe(["B-4", "B-3"], "the latest first; what is recorded or settled needs nobody");
        unit.Html.ShouldContain("window-closed");
        unit.Html.ShouldContain("请业务系统更正评价后重发本件");
        unit.Html.ShouldContain("请业务系统汇聚本件所属的到访");
        Numbers((await unit.GoAsync("/console/collected?state=waiting")).Html).ShouldBe(["B-3"]);
        Numbers((await unit.GoAsync("/console/collected?q=B-4")).Html).ShouldBe(["B-4"]);
        Numbers((await unit.GoAsync("/console/collected?state=alreadyAnswered&unit=JX-CITY")).Html).ShouldBe(["B-1"]);
        unit.Html.ShouldContain("不必处理：以先到的评价为准。");
        unit.Html.ShouldNotContain("等了很久");
        (await unit.GoAsync("/console/collected?unit=JX-POLICE")).Html.ShouldContain("没有符合筛选条件的评价。");

        using var stranger = await Desk.OfAsync(town, Role.Handler, ["JX-POLICE"], []);
        Numbers((await stranger.GoAsync("/console/collected")).Html).ShouldBeEmpty();
    }

    private static string[] Numbers(string html) => [.. NumberLink().Matches(html).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("""<a href="/console/cases/[^"]+">([^<]+)</a>""")]
    private static partial Regex NumberLink();
}
