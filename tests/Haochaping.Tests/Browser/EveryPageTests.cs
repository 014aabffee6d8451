using Haochaping.Testing;
using Microsoft.Playwright;
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
        { "/console/orders", "unit" }, { "order", "unit" }, { "/console/appeals", "unit" }, { "/console/rules", "unit" }, { "/console/calendar", "unit" }, { "/console/figures", "unit" },
        { "/console/catalog", "unit" }, { "/console/imports", "chief" }, { "/console/outbox", "chief" }, { "/console/accounts", "chief" }, { "/console/clients", "chief" },
        { "/console/issues", "chief" }, { "/console/sms-replies", "unit" }, { "/console/sms-replies?outcome=NotInvited", "chief" },
        { "/console/collected", "unit" }, { "/console/devices/ratings", "chief" },
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
            await page.OpenAsync(path);
            (await page.Locator("main h1, main h2").CountAsync()).ShouldBeGreaterThan(0, "a page has a heading");
            complaints.AddRange((await page.SmallTargetsAsync(look.Elder ? 60 : 44)).Select(c => $"{look}: too small: {c}"));
            complaints.AddRange((await page.SidewaysAsync(Widths)).Select(c => $"{look}: {c}"));
            complaints.AddRange((await page.AxeAsync()).Select(c => $"{look}: {c}"));
            if (who is null or "citizen")
            {
                complaints.AddRange((await page.SqueezedAsync()).Select(c => $"{look}: {c}"));
                complaints.AddRange((await page.UnreachedAsync()).Select(c => $"{look}: {c}"));
            }

            await page.Context.CloseAsync();
        }

        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_citizens_open_weighs_little()
    {
        var table = new List<string>();
        foreach (var (name, who) in Pages.Select(row => row.Data).Where(page => page.Item2 is null or "citizen"))
        {
            var page = await chromium.VisitAsync(story.Town, new Look(), who is null ? null : story.SessionOf(who));
            var wire = await Wire.OfAsync(page);
            await page.GotoAsync(story.PathOf(name), new() { WaitUntil = WaitUntilState.NetworkIdle });
            var most = name.StartsWith("/results", StringComparison.Ordinal) || name == "/rules/explain?pack=JX&clock=evaluation-window&from=2026-11-18" ? 400 : 60;
            table.Add($"| {name}{(who is null ? "" : ", signed in")} | {wire.Requests} | {wire.Bytes / 1024:0.0} KB | {most} KB |");
            wire.Bytes.ShouldBeInRange(2_000, most * 1024, name);
            await page.Context.CloseAsync();
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', ["| page | requests | weight, cold | budget |", "|---|--:|--:|--:|", .. table]));
    }
}
