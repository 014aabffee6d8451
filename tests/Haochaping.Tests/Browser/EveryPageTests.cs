using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Browser;

/// <summary>Every page in a real browser: no sideways scrolling, nothing too small for a finger, nothing that axe finds serious; light and dark, plain and elder, Chinese and English.</summary>
[Trait("Kind", "Browser")]
public sealed class EveryPageTests(Chromium chromium, StoryTown story) : IClassFixture<StoryTown>
{
    // 320 px is also what 400 % zoom leaves of 1280 px.
    private static readonly int[] Widths = [320, 360, 768, 1440];

    public static TheoryData<string, string?> Pages => new()
    {
        { "rating", null }, { "receipt", null }, { "/check", null }, { "/results", null }, { "/results/1", null }, { "/results/definitions", null },
        { "/rules/explain?pack=JX&clock=evaluation-window&from=2026-11-18", null }, { "/console/sign-in", null },
        { "/nowhere", null }, { "/problem/403", null }, { "/problem/500", null }, { "/problem/503", null },
        { "/console/cases", "unit" }, { "case", "unit" }, { "/console/tasks", "unit" }, { "task", "unit" }, { "/console/tasks?state=unrated", "unit" },
        { "/console/orders", "unit" }, { "order", "unit" }, { "/console/rules", "unit" }, { "/console/calendar", "unit" }, { "/console/figures", "unit" },
        { "/console/catalog", "unit" }, { "/console/imports", "chief" }, { "/console/outbox", "chief" }, { "/console/accounts", "chief" },
        { "/console/issues", "chief" }, { "/console/ledger", "auditor" }, { "/console/access-log", "auditor" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Fits_every_screen_and_everybody_can_use_it(string name, string? who)
    {
        var path = name switch { "rating" => story.Rating, "receipt" => story.Receipt, "case" => story.Case, "task" => story.Task, "order" => story.Order, _ => name };
        var complaints = new List<string>();
        foreach (var look in new[] { new Look(), new Look(1440, "en", Elder: true, Dark: true) })
        {
            var page = await chromium.VisitAsync(story.Town, look, who is null ? null : story.SessionOf(who));
            await page.OpenAsync(path);
            (await page.Locator("main h1, main h2").CountAsync()).ShouldBeGreaterThan(0, "a page has a heading");
            complaints.AddRange((await page.SmallTargetsAsync(look.Elder ? 60 : 44)).Select(c => $"{look}: too small: {c}"));
            complaints.AddRange((await page.SidewaysAsync(Widths)).Select(c => $"{look}: {c}"));
            complaints.AddRange((await page.AxeAsync()).Select(c => $"{look}: {c}"));
            await page.Context.CloseAsync();
        }

        complaints.ShouldBeEmpty();
    }
}
