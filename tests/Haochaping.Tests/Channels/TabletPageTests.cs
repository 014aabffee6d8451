using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>The tablet's page in a real browser: rating, the network cut, nothing left of the person before.</summary>
[Trait("Kind", "Browser")]
public sealed class TabletPageTests(Chromium chromium) : IAsyncLifetime
{
    private Town town = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Chromium.SkipWhereMissing();
        town = await Town.OpenAsync(TownStore.Sqlite);
    }

    public async ValueTask DisposeAsync() => await (town?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Theory, InlineData(true), InlineData(false)]
    [Requirement("GEN-E3.1b")]
    public async Task A_person_rates_and_nothing_of_them_stays_on_the_screen(bool webCrypto)
    {
        var page = await EnrolledAsync(webCrypto);
        (await town.LookAsync(db => db.Devices.Select(d => d.KeyKind).SingleAsync(Cancel))).ShouldBe(webCrypto ? "ecdsa" : "hmac");
        await town.PromptAsync(await town.AWindowCaseAsync("W-1"));
        await page.Locator("#s-rate").WaitForAsync();
        (await page.InnerTextAsync(".who")).ShouldContain("W-1");
        (await page.InnerTextAsync(".who")).ShouldContain("演示人员甲（工号 1024）");
        (await page.Locator("#qr svg").CountAsync()).ShouldBe(1);
        (await page.Locator("a[href], nav").CountAsync()).ShouldBe(0, "there is nowhere else to go");
        (await page.Locator("[name=level]:checked").CountAsync()).ShouldBe(0);
        await page.CalmAsync();
        await page.ClickAsync(".level.l1");
        await page.ClickAsync(".tags:not([hidden]) .tag >> nth=0");
        await page.FillAsync("#f-text", "等了很久");
        await page.CalmAsync();
        await page.ClickAsync("#send");
        await page.Locator("#s-thanks").WaitForAsync();
        await town.AdoptedAsync(1);
        await page.AssertNothingLeftAsync("W-1", "等了很久", "演示人员甲", "个体工商户设立登记");

        var rating = await town.LookAsync(db => db.DeviceRatings.AsNoTracking().SingleAsync(Cancel));
        (rating.State, rating.Counter).ShouldBe((DeviceRatingState.Adopted, 1L));
        await town.SettleAsync();
        var fact = (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem();
        ((int)fact.Level, fact.Tags.Count).ShouldBe((1, 1));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_the_network_ratings_are_kept_and_each_arrives_once_when_it_is_back()
    {
        var page = await EnrolledAsync();
        await town.PromptAsync(await town.AWindowCaseAsync("W-1"));
        await town.AWindowCaseAsync("W-2");
        await town.AWindowCaseAsync("W-3");
        await page.Locator("#s-rate").WaitForAsync();
        await page.Context.SetOfflineAsync(true);
        await page.RateAsync(5);
        foreach (var number in new[] { "W-2", "W-3" })
        {
            await page.Locator("#typed").WaitForAsync(new() { Timeout = 30_000 });
            await page.FillAsync("#f-typed", number);
            await page.ClickAsync("#typed button");
            await page.RateAsync(4);
        }

        (await page.InnerTextAsync("#line")).ShouldContain("3 条评价等待送达");
        (await town.LookAsync(db => db.DeviceRatings.CountAsync(Cancel))).ShouldBe(0);
        await page.Context.SetOfflineAsync(false);
        await town.AdoptedAsync(3);
        await Assertions.Expect(page.Locator("#line")).ToHaveTextAsync("");
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationSubmitted>()).Select(f => f.Task.Place.CaseNumber).Order().ShouldBe(["W-1", "W-2", "W-3"]);
        (await town.LookAsync(db => db.Devices.AsNoTracking().SingleAsync(Cancel))).Counter.ShouldBe(3);

        await page.ReloadAsync(); // the key and the number survive
        await town.PromptAsync(await town.AWindowCaseAsync("W-4"));
        await page.Locator("#s-rate").WaitForAsync();
        await page.RateAsync(3);
        await town.AdoptedAsync(4);
        var row = await town.LookAsync(db => db.Devices.AsNoTracking().SingleAsync(Cancel));
        (row.Counter, row.Missing.Count, row.Reused, row.Forged).ShouldBe((4L, 0, 0, 0));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_says_nothing_has_gone_and_mashing_is_no_choice()
    {
        var page = await EnrolledAsync(clock: true);
        await town.PromptAsync(await town.AWindowCaseAsync("W-1"));
        await page.Clock.RunForAsync(3_500); // the page asks by itself
        await page.Locator("#s-rate").WaitForAsync();
        await page.ClickAsync(".level.l5"); // in the first moment
        (await page.Locator("[name=level]:checked").CountAsync()).ShouldBe(0);
        await page.Clock.RunForAsync(1_000);
        await page.ClickAsync(".level.l2");
        await page.ClickAsync("#send"); // at once
        await page.Locator("#s-rate").WaitForAsync();
        await page.FillAsync("#f-text", "等了很久");
        await page.Clock.RunForAsync(46_000);
        await page.Locator("#stay").WaitForAsync();
        await page.ClickAsync("#stay-button");
        (await page.InputValueAsync("#f-text")).ShouldBe("等了很久", "whoever is still here goes on");
        await page.Clock.RunForAsync(61_000);
        await page.Locator("#s-idle").WaitForAsync();
        await page.AssertNothingLeftAsync("W-1", "等了很久", "演示人员甲", "个体工商户设立登记");
        await page.ReloadAsync();
        await page.Clock.RunForAsync(10_000);
        await page.Locator("#s-idle").WaitForAsync();
        await page.AssertNothingLeftAsync("W-1");
        (await town.LookAsync(db => db.DeviceRatings.CountAsync(Cancel))).ShouldBe(0);
        await page.Context.CloseAsync();
    }

    [Theory, InlineData(1280, 800), InlineData(1024, 600)]
    public async Task Everything_fits_the_screen_and_axe_finds_nothing_serious(int width, int height)
    {
        var page = await chromium.VisitAsync(town, new Look(width, Touch: false));
        await page.SetViewportSizeAsync(width, height);
        await page.GotoAsync("/device");
        await page.Locator("#s-enrol").WaitForAsync();
        var complaints = (await page.AxeAsync()).ToList();
        await town.ConfirmAsync(page);
        await page.Locator("#s-idle").WaitForAsync();
        complaints.AddRange(await page.AxeAsync());
        await town.PromptAsync(await town.AWindowCaseAsync("W-1"));
        await page.Locator("#s-rate").WaitForAsync();
        complaints.AddRange(await page.AxeAsync());
        (await page.EvaluateAsync<int>("document.documentElement.scrollHeight")).ShouldBeLessThanOrEqualTo(height);
        await page.ShotAsync($"tablet-{width}", whole: false);
        await page.CalmAsync();
        await page.ClickAsync(".level.l2");
        complaints.AddRange(await page.AxeAsync());
        await page.ShotAsync($"tablet-{width}-reasons", whole: false);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        complaints.ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    private async Task<IPage> EnrolledAsync(bool webCrypto = true, bool clock = false)
    {
        var page = await chromium.VisitAsync(town, new Look(1280, Touch: false));
        if (!webCrypto)
        {
            await page.AddInitScriptAsync("Object.defineProperty(window.crypto, 'subtle', { value: undefined });");
        }

        if (clock)
        {
            await page.AddInitScriptAsync("Object.defineProperty(window, 'WebSocket', { value: undefined });"); // old browsers, and a proxy in the way
            await page.Clock.InstallAsync(new() { Time = "2026-11-18T01:00:00Z" });
        }

        await page.GotoAsync("/device");
        await page.Locator("#s-enrol").WaitForAsync();
        await town.ConfirmAsync(page);
        if (clock)
        {
            await page.Clock.RunForAsync(4_000);
        }

        await page.Locator("#s-idle").WaitForAsync();
        if (clock)
        {
            await page.Clock.PauseAtAsync("2026-11-18T01:10:00Z");
        }

        return page;
    }
}
