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

/// <summary>A tablet that is started again without the network, and one whose page has a later edition: in a real browser.</summary>
[Trait("Kind", "Browser")]
public sealed class TabletOfflineTests(Chromium chromium)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Started_again_without_the_network_it_goes_on_where_it_was_and_delivers_once(TownStore store)
    {
        Chromium.SkipWhereMissing();
        await using var town = await Town.OpenAsync(store);
        var page = await KeptAsync(town, town.Address);
        await town.PromptAsync(await town.AWindowCaseAsync("W-1"));
        await town.AWindowCaseAsync("W-2");
        await page.Locator("#s-rate").WaitForAsync();
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".who")).ToContainTextAsync("W-1");
        await Assertions.Expect(page.Locator("#line")).ToContainTextAsync("网络中断");
        await page.RateAsync(2);

        await page.ReloadAsync(); // once more, with a rating in the queue
        await page.Locator("#typed").WaitForAsync();
        (await page.InnerTextAsync("#s-idle")).ShouldContain("A12");
        await Assertions.Expect(page.Locator("#line")).ToContainTextAsync("1 条评价等待送达");
        await page.FillAsync("#f-typed", "W-2");
        await page.ClickAsync("#typed button");
        await page.RateAsync(5);
        (await town.LookAsync(db => db.DeviceRatings.CountAsync(Cancel))).ShouldBe(0);

        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
        await town.AdoptedAsync(2);
        await Assertions.Expect(page.Locator("#line")).ToHaveTextAsync("");
        await town.SettleAsync();
        (await town.FactsAsync<EvaluationSubmitted>()).Select(f => (f.Task.Place.CaseNumber, (int)f.Level)).Order().ShouldBe([("W-1", 2), ("W-2", 5)]);
        var row = await town.LookAsync(db => db.Devices.AsNoTracking().SingleAsync(Cancel));
        (row.Counter, row.Missing.Count, row.Reused, row.Forged).ShouldBe((2L, 0, 0, 0));
        await page.AssertNothingLeftAsync("W-1", "W-2", "演示人员甲");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_later_edition_of_the_page_is_taken_over_whole_or_not_at_all()
    {
        Chromium.SkipWhereMissing();
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        await using var line = await TabletLine.ToAsync(town.Address);
        var page = await KeptAsync(town, line.Address);
        (line.Edition, line.IsHalf) = ("next", true);
        await page.ReloadAsync();
        await page.Locator("#s-idle").WaitForAsync();
        (await EditionsAsync(page)).ShouldBe("- -", "a page without its script stays away");

        line.IsHalf = false;
        using var desk = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        await desk.GoAsync("/console/devices");
        await desk.FillAsync("manage", ("Reload", (await town.LookAsync(db => db.Devices.Select(d => d.Id).SingleAsync(Cancel))).ToString()));
        await page.Locator("[data-edition=next]").WaitForAsync();
        await page.Locator("#s-idle").WaitForAsync();
        (await EditionsAsync(page)).ShouldBe("next next");
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await page.Locator("#s-idle").WaitForAsync();
        (await EditionsAsync(page)).ShouldBe("next next");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_worker_looks_after_the_page_of_the_device_alone_and_the_kept_page_is_as_strict()
    {
        Chromium.SkipWhereMissing();
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        var page = await KeptAsync(town, town.Address);
        (await page.EvaluateAsync<string>("navigator.serviceWorker.ready.then(r => new URL(r.scope).pathname)")).ShouldBe("/device");
        (await page.EvaluateAsync<bool>("caches.match(location.href).then(p => p.headers.get('content-security-policy').indexOf(\"default-src 'self'\") === 0)")).ShouldBeTrue();
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/results");
        (await other.EvaluateAsync<bool>("navigator.serviceWorker.controller === null")).ShouldBeTrue();
        await page.Context.SetOfflineAsync(true);
        await Should.ThrowAsync<PlaywrightException>(other.ReloadAsync());
        await page.Context.CloseAsync();
    }

    private async Task<IPage> KeptAsync(Town town, Uri address)
    {
        var page = await chromium.VisitAsync(town, new Look(1280, Touch: false));
        await page.GotoAsync(new Uri(address, "/device").ToString());
        await page.Locator("#s-enrol").WaitForAsync();
        await town.ConfirmAsync(page);
        await page.Locator("#s-idle").WaitForAsync();
        await page.EvaluateAsync("new Promise(done => navigator.serviceWorker.controller ? done() : navigator.serviceWorker.addEventListener('controllerchange', done))");
        return page;
    }

    // Of the page and of the script that runs in it.
    private static Task<string> EditionsAsync(IPage page) =>
        page.EvaluateAsync<string>("[document.getElementById('device').getAttribute('data-edition') || '-', document.documentElement.getAttribute('data-script') || '-'].join(' ')");
}
