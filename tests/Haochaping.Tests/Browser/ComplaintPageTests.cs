using Haochaping.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Browser;

/// <summary>A citizen complains, on a phone, from the rating page and on their own.</summary>
[Trait("Kind", "Browser")]
public sealed class ComplaintPageTests(Chromium chromium)
{
    public static TheoryData<Look> Looks => [new Look(320), new Look(Script: false), new Look(Elder: true, Dark: true), new Look(Language: "en")];

    [Theory, MemberData(nameof(Looks))]
    [Requirement("GEN-H3.2b")]
    public async Task One_page_offers_rating_and_complaint(Look look)
    {
        Chromium.SkipWhereMissing();
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        var page = await chromium.VisitAsync(town, look);
        (await page.OpenAsync("/e/" + await town.LinkOf(await town.ACaseIsCompleted()))).ShouldBe(200);
        (await page.Locator(".level").CountAsync()).ShouldBe(5);
        await page.ClickAsync("a[href^='/complain']");
        await page.CheckAsync("input[value=Attitude]");
        await page.FillAsync("#f-text", "窗口态度生硬");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/r/");
        (await page.InnerTextAsync("h1")).ShouldBe(look.Language == "zh" ? "您的投诉已收到" : "Your complaint was received");
        await page.Context.CloseAsync();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Somebody_without_a_link_finds_the_unit_by_a_part_of_its_name(bool script)
    {
        Chromium.SkipWhereMissing();
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        var page = await chromium.VisitAsync(town, new Look(Script: script));
        await page.OpenAsync("/results");
        await page.ClickAsync("nav a[href='/complain']");
        await page.FillAsync("#q", "审批");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "演示市审批局" }).ClickAsync();
        await page.CheckAsync("input[value=Delay]");
        await page.FillAsync("#f-text", "等了两个小时");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/r/");
        (await page.InnerTextAsync("main")).ShouldContain("演示市审批局");
        await page.Context.CloseAsync();
    }
}
