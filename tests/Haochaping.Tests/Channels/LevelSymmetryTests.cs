using Haochaping.Identity.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Haochaping.Tests.Identity;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>Praise and complaint cost the same on every screen: taps, requests, bytes. Nobody is held up for being dissatisfied.</summary>
[Trait("Kind", "Browser")]
public sealed class LevelSymmetryTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly int[] Levels = [5, 4, 3, 2, 1];

    private Town town = null!;

    public async ValueTask InitializeAsync()
    {
        Chromium.SkipWhereMissing();
        town = await Town.OpenAsync(TownStore.Sqlite);
    }

    public async ValueTask DisposeAsync() => await (town?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Theory, InlineData("sms", "/r/"), InlineData("website", "/r/"), InlineData("kiosk", "/done?"), InlineData("dedicated_pc", "/done?")]
    [Requirement("JX-20h")]
    public async Task Two_taps_and_the_same_bytes_on_every_page(string channel, string end)
    {
        var costs = new List<Cost>();
        foreach (var level in Levels)
        {
            costs.Add(await RateAsync(await town.LinkOf(await town.ACaseIsCompleted(), channel), end, level)); // one after the other: what comes late must not be counted twice
        }

        SameFor(channel, costs);
    }

    [Fact]
    [Requirement("JX-20h")]
    public async Task Two_taps_and_the_same_bytes_on_the_tablet()
    {
        var page = await chromium.VisitAsync(town, new Look(1280, Touch: false));
        await page.GotoAsync("/device");
        await page.Locator("#s-enrol").WaitForAsync();
        await town.ConfirmAsync(page);
        var sent = new List<IRequest>();
        page.Request += (_, request) => sent.AddRange(request.Url.EndsWith("/api/v1/devices/ratings", StringComparison.Ordinal) ? [request] : []);
        var costs = new List<Cost>();
        foreach (var level in Levels)
        {
            await town.PromptAsync(await town.AWindowCaseAsync($"W-{level}"));
            await page.Locator("#s-rate").WaitForAsync();
            (await page.Locator(".level input:checked").CountAsync()).ShouldBe(0, "nothing is chosen beforehand");
            await page.CalmAsync();
            await page.ClickAsync($".level.l{level}");
            await page.CalmAsync();
            var arrives = page.WaitForRequestAsync("**/api/v1/devices/ratings"); // after the thanks: it is kept on the device first
            await page.ClickAsync("#send");
            await page.Locator("#s-thanks").WaitForAsync();
            var rating = await arrives;
            costs.Add(new(level, 0, sent.Count, rating.PostData!.Length, 0));
            sent.Clear();
        }

        SameFor("tablet", costs);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task On_a_slow_line_one_can_rate()
    {
        var page = await chromium.VisitAsync(town, new Look());
        var wire = await Wire.OfAsync(page);
        await wire.SlowAsync(delay: 400, rate: 250);
        await page.GotoAsync("/e/" + await town.LinkOf(await town.ACaseIsCompleted()));
        var times = await page.EvaluateAsync<double[]>(
            "() => { const n = performance.getEntriesByType('navigation')[0], p = performance.getEntriesByName('first-contentful-paint')[0]; return [p ? p.startTime : 0, n.domInteractive, n.domContentLoadedEventEnd, n.loadEventEnd]; }");
        await page.ClickAsync(".level.l1");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/r/");
        (await page.InnerTextAsync("h1")).ShouldBe("您的评价已收到");
        var receipt = await page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"400 ms, 250 kbit/s: {wire.Bytes:0} bytes; first words {times[0]:0} ms, form usable {times[1]:0} ms, script ready {times[2]:0} ms, all there {times[3]:0} ms; receipt {receipt:0} ms after sending");
        await page.Context.CloseAsync();
    }

    private async Task<Cost> RateAsync(string link, string end, int level)
    {
        var page = await chromium.VisitAsync(town, new Look());
        var wire = await Wire.OfAsync(page);
        await page.GotoAsync("/e/" + link);
        await wire.QuietAsync();
        (await page.Locator(".level input:checked").CountAsync()).ShouldBe(0, "nothing is chosen beforehand");
        var form = wire.Bytes;
        wire.Reset();
        await page.ClickAsync($".level.l{level}");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync(end);
        await wire.QuietAsync();
        var cost = new Cost(level, form, wire.Requests, wire.Sent, wire.Bytes);
        await page.Context.CloseAsync();
        return cost;
    }

    private static void SameFor(string channel, IReadOnlyList<Cost> costs)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', costs.Select(c => $"| {channel} | {c.Level} | form {c.Form:0} | {c.Requests} requests | sent {c.Sent} | received {c.Received:0} |")));
        costs.Select(c => c.Requests).Distinct().ShouldHaveSingleItem();
        Spread(costs.Select(c => c.Form)).ShouldBeLessThan(100, "the form does not know yet what will be chosen");
        Spread(costs.Select(c => (double)c.Sent)).ShouldBeLessThan(4);
        Spread(costs.Select(c => c.Received)).ShouldBeLessThan(300, "a word more or less on the receipt");
    }

    private static double Spread(IEnumerable<double> values) => values.Max() - values.Min();

    private sealed record Cost(int Level, double Form, int Requests, int Sent, double Received);
}
