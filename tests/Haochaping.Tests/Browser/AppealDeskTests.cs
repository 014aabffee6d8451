using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Browser;

/// <summary>A unit appeals from the page of the task, the rater answers on the receipt, and the list shows it: on every screen, for everybody.</summary>
[Trait("Kind", "Browser")]
public sealed class AppealDeskTests(Chromium chromium, StoryTown story) : IClassFixture<StoryTown>
{
    private static readonly int[] Widths = [320, 768, 1440];

    [Fact]
    public async Task A_unit_appeals_and_the_rater_answers_before_two_people_decide()
    {
        var page = await chromium.VisitAsync(story.Town, new Look(1440), story.SessionOf("unit"));
        await page.GotoAsync(story.PathOf("task"));
        await page.ClickAsync("main a[href$='/appeal']");
        await page.ArriveAsync("/appeal"); // with its styles
        await LooksWellAsync(page, "form");
        await page.Locator("input[name=by][value=Agency]").CheckAsync();
        await page.Locator("input[name=ground][value=Mistaken]").CheckAsync();
        await page.Locator("input[name=against]").First.CheckAsync();
        await page.FillAsync("textarea[name=statement]", "评价人来电说点错了");
        await page.ClickAsync("form:has(textarea[name=statement]) button");
        await page.ArriveAsync(url => url.Contains("/console/appeals/", StringComparison.Ordinal) && url.Contains('-', StringComparison.Ordinal));
        await LooksWellAsync(page, "appeal");
        var appeal = new Uri(page.Url).AbsolutePath;
        await page.GotoAsync("/console/appeals");
        (await page.InnerTextAsync("main")).ShouldContain("复核中");
        await LooksWellAsync(page, "list");
        await page.Context.CloseAsync();

        var citizen = await chromium.VisitAsync(story.Town, new Look());
        await citizen.GotoAsync(story.Receipt);
        await LooksWellAsync(citizen, "receipt");
        await citizen.Locator("input[name=said][value=slip]").CheckAsync();
        await citizen.ClickAsync("#appeal button");
        (await citizen.InnerTextAsync("#appeal")).ShouldContain("您已说明情况");
        await citizen.Context.CloseAsync();

        var chief = await chromium.VisitAsync(story.Town, new Look(360), story.SessionOf("chief"));
        await chief.GotoAsync("/console/desk");
        await LooksWellAsync(chief, "desk");
        await chief.ClickAsync($"main a.btn[href='{appeal}']");
        (await chief.InnerTextAsync("main")).ShouldContain("评价人凭短信链接确认误评");
        await LooksWellAsync(chief, "opinion");
        await chief.Context.CloseAsync();
    }

    private static async Task LooksWellAsync(Microsoft.Playwright.IPage page, string name)
    {
        List<string> complaints = [.. await page.SmallTargetsAsync(44), .. await page.SidewaysAsync(Widths), .. await page.AxeAsync()];
        complaints.ShouldBeEmpty(name);
    }
}
