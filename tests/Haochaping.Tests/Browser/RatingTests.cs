using Haochaping.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Browser;

/// <summary>A citizen rates, on a phone of 360 px.</summary>
[Trait("Kind", "Browser")]
public sealed class RatingTests(Chromium chromium) : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync()
    {
        Chromium.SkipWhereMissing();
        town = await Town.OpenAsync(TownStore.Sqlite);
    }

    public async ValueTask DisposeAsync() => await (town?.DisposeAsync() ?? ValueTask.CompletedTask);

    public static TheoryData<Look> Looks =>
    [
        new Look(), new Look(Script: false), new Look(Elder: true), new Look(Dark: true), new Look(Language: "en"), new Look(Language: "en", Elder: true, Dark: true, Script: false),
    ];

    [Theory, MemberData(nameof(Looks))]
    [Requirement("GEN-J3.2", "JL-08b")]
    public async Task Two_taps_rate(Look look)
    {
        var page = await OpenAsync(look);
        await page.TapAsync(".level.l4");
        await page.TapAsync(".bar button");
        await page.WaitForURLAsync("**/r/*");
        (await page.InnerTextAsync("h1")).ShouldBe(look.Language == "zh" ? "您的评价已收到" : "Your rating was received");
        (await page.InnerTextAsync(".received")).ShouldContain(look.Language == "zh" ? "满意" : "Satisfied");
        await page.Context.CloseAsync();
    }

    [Fact]
    [Requirement("JX-20h")]
    public async Task Every_level_costs_the_same_two_taps_and_has_the_same_size()
    {
        var sizes = new List<(double Width, double Height)>();
        for (var level = 5; level >= 1; level--)
        {
            var page = await OpenAsync(new Look());
            (await page.Locator(".level input:checked").CountAsync()).ShouldBe(0, "nothing is chosen beforehand");
            var box = (await page.Locator($".level.l{level} .level-box").BoundingBoxAsync())!;
            sizes.Add((box.Width, box.Height));
            await page.TapAsync($".level.l{level}");
            (await page.Locator(".bar button").BoundingBoxAsync())!.Y.ShouldBeLessThan(760, "the button stays in sight, whatever was chosen");
            await page.TapAsync(".bar button");
            await page.WaitForURLAsync("**/r/*");
            await page.Context.CloseAsync();
        }

        sizes.Distinct().ShouldHaveSingleItem();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_keyboard_alone_rates(bool script)
    {
        var page = await OpenAsync(new Look(1440, Touch: false, Script: script));
        await TabToAsync(page, "input[name='Form.Level']");
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.Locator(".level.l4 input").IsCheckedAsync()).ShouldBeTrue();
        (await page.EvalOnSelectorAsync<string>(".level.l4 .level-box", "e => getComputedStyle(e).outlineStyle")).ShouldNotBe("none", "one sees where one is");
        await TabToAsync(page, ".bar button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/r/*");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_page_weighs_less_than_60_kilobytes()
    {
        var page = await OpenAsync(new Look(), open: false);
        var session = await page.Context.NewCDPSessionAsync(page);
        var bytes = 0.0;
        await session.SendAsync("Network.enable");
        session.Event("Network.loadingFinished").OnEvent += (_, json) => bytes += json!.Value.GetProperty("encodedDataLength").GetDouble();
        await page.GotoAsync(await LinkAsync(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        bytes.ShouldBeInRange(5_000, 60 * 1024);
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes:0} bytes");
        await page.Context.CloseAsync();
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The keyboard does not reach {selector}.");
    }

    private async Task<string> LinkAsync() => "/e/" + await town.LinkOf(await town.ACaseIsCompleted());

    private async Task<IPage> OpenAsync(Look look, bool open = true)
    {
        var page = await chromium.VisitAsync(town, look);
        if (open)
        {
            (await page.OpenAsync(await LinkAsync())).ShouldBe(200);
        }

        return page;
    }
}
