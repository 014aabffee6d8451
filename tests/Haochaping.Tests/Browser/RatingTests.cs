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
        await page.ClickAsync(".level.l4");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/r/");
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
            await page.ClickAsync($".level.l{level}");
            (await page.Locator(".bar button").BoundingBoxAsync())!.Y.ShouldBeLessThan(760, "the button stays in sight, whatever was chosen");
            await page.ClickAsync(".bar button");
            await page.ArriveAsync("/r/");
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
        await page.ArriveAsync("/r/");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_screen_reader_meets_one_question_with_five_answers()
    {
        var page = await OpenAsync(new Look());
        var question = page.GetByRole(AriaRole.Group, new() { Name = "总体评价：您对本次服务满意吗？" });
        foreach (var word in new[] { "非常满意", "满意", "基本满意", "不满意", "非常不满意" })
        {
            (await question.GetByRole(AriaRole.Radio, new() { Name = word, Exact = true }).CountAsync()).ShouldBe(1);
        }

        (await question.GetByRole(AriaRole.Radio).CountAsync()).ShouldBe(5);
        (await question.GetByRole(AriaRole.Radio).EvaluateAllAsync<string>("all => Array.from(new Set(all.map(r => r.tagName + ' ' + r.type + ' ' + r.name))).join()")).ShouldBe("INPUT radio Form.Level", "one native group");
        (await page.GetByRole(AriaRole.Main).CountAsync()).ShouldBe(1);
        (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).CountAsync()).ShouldBe(1);
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

    private async Task<IPage> OpenAsync(Look look)
    {
        var page = await chromium.VisitAsync(town, look);
        (await page.OpenAsync(await LinkAsync())).ShouldBe(200);
        return page;
    }
}
