using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Haochaping.Cases.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Cases;

/// <summary>办件 for staff: list, filters, pages by key, detail.</summary>
public sealed class CasePagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-09a")]
    public async Task Everybody_sees_the_cases_of_their_own_institution_and_area_only(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var (city, police) = (await town.ACaseIsCompleted(), await town.ACaseIsCompleted("JX-POLICE", "JX-ITEM-3"));
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        using var district = await Desk.OfAsync(town, Role.Viewer, [], ["360102"]);
        using var nobody = await Desk.OfAsync(town, Role.Viewer, ["SZ-CITY"], []);

        Numbers(await unit.GoAsync("/console/cases")).ShouldBe([city]);
        Numbers(await district.GoAsync("/console/cases")).ShouldBe([police]);
        Numbers(await nobody.GoAsync("/console/cases")).ShouldBeEmpty();
        nobody.Html.ShouldContain("没有符合条件的办件");
        (await unit.GoAsync("/console/cases/" + CaseKeys.Case("town", police))).Status.ShouldBe(HttpStatusCode.NotFound);
        unit.Html.ShouldContain("没有找到这个办件");
        (await unit.GoAsync("/console/cases/" + CaseKeys.Case("town", city))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Pages_follow_one_another_by_key_and_miss_nothing(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var at = town.Clock.GetUtcNow();
        for (var i = 0; i < 45; i++) // many at the same instant, as batches arrive
        {
            town.Clock.Advance(TimeSpan.FromMinutes(i % 15 == 0 ? 1 : 0));
            var answer = await town.Client.PostAsJsonAsync("/api/v1/cases", new { source = "town", caseNumber = $"P-{i:D2}", item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "online", events = new[] { new { kind = "accepted", at } } }, Cancel);
            answer.EnsureSuccessStatusCode();
        }

        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        await unit.GoAsync("/console/cases");
        unit.Html.ShouldNotContain("rel=\"first\"");
        var pages = new List<List<string>> { Numbers(unit) };
        while (Next(unit) is { } next)
        {
            pages.Add(Numbers(await unit.GoAsync(next)));
        }

        pages.Select(p => p.Count).ShouldBe([20, 20, 5]);
        pages.SelectMany(p => p).Distinct().Count().ShouldBe(45);
        pages[0].Take(15).ShouldAllBe(n => string.CompareOrdinal(n, "P-30") >= 0, "newest first");
        Numbers(await unit.GoAsync("/console/cases?after=nonsense")).Count.ShouldBe(20, "a damaged key is the first page");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Filters_stand_in_the_address_and_each_can_be_taken_away(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var (done, other) = (await town.ACaseIsCompleted(), await town.ACaseIsCompleted());
        await town.Client.PostAsJsonAsync("/api/v1/cases", new { source = "town", caseNumber = "W-1", item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "online", events = new[] { new { kind = "accepted", at = town.Clock.GetUtcNow() } } }, Cancel);
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);

        Numbers(await unit.GoAsync("/console/cases?standing=not-completed&unit=JX-CITY")).ShouldBe(["W-1"]);
        unit.Html.ShouldContain("href=\"/console/cases?unit=JX-CITY\"", Case.Sensitive, "the chip that takes the state away");
        Numbers(await unit.GoAsync("/console/cases?standing=completed")).ShouldBe([done, other], ignoreOrder: true);
        Numbers(await unit.GoAsync($"/console/cases?q={done}")).ShouldBe([done]);
        Numbers(await unit.GoAsync("/console/cases?unit=JX-POLICE")).ShouldBeEmpty();
        (await unit.GoAsync("/console/cases?standing=x")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await unit.GoAsync("/console/cases?lang=en")).Html.ShouldContain("Cases as the business systems report them");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_case_shows_its_course_its_standing_with_the_article_its_corrections_and_what_followed_but_no_person(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var number = await town.ACaseIsCompleted();
        await town.Rate(await town.LinkOf(number), 1, "等了很久");
        await town.SettleAsync();
        town.Clock.Advance(TimeSpan.FromHours(1));
        await town.Client.PostAsJsonAsync("/api/v1/cases", new { source = "town", caseNumber = number, item = "JX-ITEM-1", receivingInstitution = "JX-CITY", hall = "JX-HALL", window = "A12", channel = "window" }, Cancel);
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);

        await unit.GoAsync("/console/cases/" + CaseKeys.Case("town", number));
        foreach (var expected in new[] { "个体工商户设立登记", "演示市审批局", "作出决定", "已办结，可以评价。", "依据：", "更正记录", "第 2 版", "/console/tasks/", "/console/orders/", "非常不满意" })
        {
            unit.Html.ShouldContain(expected);
        }

        foreach (var personal in new[] { "演示甲", "1000000", "00000019", "等了很久" })
        {
            unit.Html.ShouldNotContain(personal);
        }
    }

    private static List<string> Numbers(Visit visit) => [.. Regex.Matches(visit.Html, "/console/cases/[0-9a-f-]{36}\">([^<]+)<").Select(m => m.Groups[1].Value)];

    private static string? Next(Visit visit) => Regex.Match(visit.Html, "rel=\"next\" href=\"([^\"]+)\"") is { Success: true } link ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
}
