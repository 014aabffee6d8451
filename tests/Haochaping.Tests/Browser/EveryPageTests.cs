using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Browser;

/// <summary>
/// Every page in a real browser: no sideways scrolling, nothing too small for a finger, nothing that axe finds serious; light and dark,
/// plain and elder, Chinese and English. What citizens meet bears enlarged letters and 400 % zoom too, and a keyboard is enough.
/// </summary>
[Trait("Kind", "Browser")]
public sealed class EveryPageTests(Chromium chromium, StoryTown story) : IClassFixture<StoryTown>
{
    // 320 px is also what 400 % zoom leaves of 1280 px.
    private static readonly int[] Widths = [320, 360, 768, 1440];

    public static TheoryData<string, string?> Pages => new()
    {
        { "rating", null }, { "proof", null }, { "answered", null }, { "/e/none", null }, { "receipt", null },
        { "/my", null }, { "/my", "citizen" }, { "place", null }, { "place-code", null }, { "place", "citizen" }, { "old-place", null }, { "/w/none", null },
        { "terminal", null }, { "/pc", null }, { "/pc?step=x", null }, { "/pc?no=pc-not-matched", null }, { "done", null }, { "/done", null }, { "/device", null },
        { "/complain", null }, { "/complain?q=演示", null }, { "/complain?unit=JX-CITY", null }, { "complaint-receipt", null },
        { "/check", null }, { "/results", null }, { "/results/1", null }, { "/results/definitions", null },
        { "/console/complaints", "unit" }, { "complaint", "unit" }, { "complaint-order", "unit" },
        { "/rules/explain?pack=JX&clock=evaluation-window&from=2026-11-18", null }, { "/console/sign-in", null },
        { "/nowhere", null }, { "/problem/403", null }, { "/problem/500", null }, { "/problem/503", null },
        { "/console/cases", "unit" }, { "case", "unit" }, { "/console/tasks", "unit" }, { "task", "unit" }, { "/console/tasks?state=unrated", "unit" },
        { "/console/desk", "unit" }, { "/console/orders", "unit" }, { "/console/orders/bulk", "unit" }, { "/console/orders/exports", "unit" }, { "/console/orders/replies", "unit" }, { "/console/orders/draws", "chief" }, { "order", "unit" }, { "order-script", "unit" }, { "/console/appeals", "unit" }, { "/console/rules", "unit" }, { "/console/calendar", "unit" }, { "/console/figures", "unit" }, { "/console/appraisals", "chief" },
        { "/console/catalog", "unit" }, { "/console/imports", "chief" }, { "/console/outbox", "chief" }, { "/console/exchange", "chief" }, { "/console/accounts", "chief" }, { "/console/clients", "chief" },
        { "/console/issues", "chief" }, { "/console/leads", "discipline" }, { "/console/alerts", "chief" }, { "alert", "chief" }, { "/console/counter", "unit" }, { "/console/sms-replies", "unit" }, { "/console/sms-replies?outcome=NotInvited", "chief" },
        { "/console/recordings", "chief" }, { "/console/collected", "unit" }, { "/console/devices/ratings", "chief" },
        { "/console/paper", "unit" }, { "/console/paper/enter", "unit" }, { "/console/paper/issue", "chief" }, { "/console/paper/print/1", "unit" }, { "/console/ledger", "auditor" }, { "/console/access-log", "auditor" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Fits_every_screen_and_everybody_can_use_it(string name, string? who)
    {
        var path = story.PathOf(name);
        var complaints = new List<string>();
        foreach (var look in new[] { new Look(), new Look(1440, "en", Elder: true, Dark: true) })
        {
            var page = await chromium.VisitAsync(story.Town, look, who is null ? null : story.SessionOf(who));
            var wire = await Wire.OfAsync(page);
            await page.OpenAsync(path);
            new Uri(page.Url).PathAndQuery.ShouldBe(new Uri(story.Town.Address, path).PathAndQuery, "nobody is sent elsewhere");
            (await page.Locator("main h1, main h2").CountAsync()).ShouldBeGreaterThan(0, "a page has a heading");
            await page.ShotAsync(look.Named($"page-{name}"));
            complaints.AddRange((await page.SmallTargetsAsync(look.Elder ? 60 : 44)).Select(c => $"{look}: too small: {c}"));
            complaints.AddRange((await page.SidewaysAsync(Widths)).Select(c => $"{look}: {c}"));
            complaints.AddRange((await page.AxeAsync()).Select(c => $"{look}: {c}"));
            if (who is null or "citizen")
            {
                complaints.AddRange((await page.SqueezedAsync()).Select(c => $"{look}: {c}"));
                complaints.AddRange((await page.UnreachedAsync()).Select(c => $"{look}: {c}"));
                Weigh(wire, name, look);
            }

            await page.Context.CloseAsync();
        }

        complaints.ShouldBeEmpty();
    }

    // By now all has come that the page asks for. What is read at a desk has charts.
    private static void Weigh(Wire wire, string name, Look look)
    {
        var most = name.StartsWith("/results", StringComparison.Ordinal) || name.StartsWith("/rules", StringComparison.Ordinal) ? 400 : 60;
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}, {look}: {wire.Requests} requests, {wire.Bytes / 1024:0.0} KB, cold; at most {most} KB");
        wire.Bytes.ShouldBeInRange(2_000, most * 1024);
    }
}
