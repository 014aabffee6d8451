using Haochaping.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Browser;

/// <summary>快捷键 on the pages of the console: through the rows, into one, to the search box; silent while somebody writes, and by choice.</summary>
[Trait("Kind", "Browser")]
public sealed class KeyboardTests(Chromium chromium, StoryTown story) : IClassFixture<StoryTown>
{
    [Fact]
    public async Task Keys_move_choose_open_and_search()
    {
        var page = await chromium.VisitAsync(story.Town, new Look(1440, Touch: false), story.SessionOf("unit"));
        await page.GotoAsync("/console/orders");
        var links = await page.Locator("[data-rows] tbody tr td:first-child a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        links.Length.ShouldBe(2);

        await page.Keyboard.PressAsync("j");
        (await FocusedAsync(page)).ShouldBe(links[0]);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        (await FocusedAsync(page)).ShouldBe(links[1], "the last row is the last");
        await page.Keyboard.PressAsync("k");
        (await FocusedAsync(page)).ShouldBe(links[0]);

        await page.Keyboard.PressAsync("x");
        (await page.Locator("input[name=order]:checked").CountAsync()).ShouldBe(1);
        (await page.InnerTextAsync("#keys-said")).ShouldBe("已勾选，共 1 件");
        (await page.GetAttributeAsync("#keys-said", "role")).ShouldBe("status");
        await page.Keyboard.PressAsync("x");
        (await page.InnerTextAsync("#keys-said")).ShouldBe("已取消勾选，还有 0 件");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("jx?");
        (await page.InputValueAsync("input[data-key]")).ShouldBe("jx?", "while somebody writes, keys are letters");
        (await page.IsVisibleAsync("#keys")).ShouldBeFalse();

        await page.Locator("[data-rows] tbody a").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(links[0]);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Help_tells_the_keys_and_turns_them_off_for_good()
    {
        var page = await chromium.VisitAsync(story.Town, new Look(1440, Touch: false), story.SessionOf("unit"));
        await page.GotoAsync("/console/desk");
        await page.Keyboard.PressAsync("?");
        (await page.IsVisibleAsync("#keys")).ShouldBeTrue();
        (await page.AxeAsync()).ShouldBeEmpty();
        await page.Keyboard.PressAsync("Escape");
        (await page.IsVisibleAsync("#keys")).ShouldBeFalse();

        await page.ClickAsync(".work-head [data-opens-keys]");
        await page.Locator("#keys-on").UncheckAsync();
        await page.ClickAsync("#keys button");
        await page.ReloadAsync();
        await page.Keyboard.PressAsync("j");
        (await FocusedAsync(page)).ShouldBeNull();
        await page.Keyboard.PressAsync("?");
        (await page.IsVisibleAsync("#keys")).ShouldBeFalse();
        await page.ClickAsync(".work-head [data-opens-keys]");
        (await page.IsVisibleAsync("#keys")).ShouldBeTrue("the button brings them back");
        await page.Context.CloseAsync();
    }

    private static Task<string?> FocusedAsync(IPage page) => page.EvaluateAsync<string?>("() => document.activeElement.getAttribute('href')");
}
