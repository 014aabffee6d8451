using Haochaping.Evaluations.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Haochaping.Tests.Evaluations;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>一件事 at the window: the whole and its linked cases on the tablet, as on the page (深圳 第二十条).</summary>
public sealed class TabletThemeTests(Chromium chromium)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-20f", "SZ-20g")]
    public async Task The_device_hears_the_linked_cases_and_their_grades_are_signed_with_the_whole(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        using var tablet = await Tablet.AtAsync(town, "SZ-HALL", "B07");
        var asked = await PromptAsync(town);
        var prompt = (await tablet.ContactAsync()).GetProperty("prompt");
        prompt.GetProperty("linked").EnumerateArray().Select(l => l.Text("key")).ShouldBe(["T-A", "T-B", "T-C"], ignoreOrder: true);

        var given = tablet.Sign(tablet.Rate(asked, 5) with { Linked = [new("T-B", 1, "等了很久"), new("T-A", 4, null)], Assisted = true });
        var results = await tablet.DeliverAsync(
            given with { Linked = [new("T-B", 5, "等了很久"), new("T-A", 4, null)] }, given with { Linked = [new("T-B", 1, null), new("T-A", 4, null)] }, given with { Linked = null }, given with { Assisted = null }, given, given);
        results.EnumerateArray().Select(r => r.Text(r.TryGetProperty("code", out _) ? "code" : "state")).ShouldBe(["signature-wrong", "signature-wrong", "signature-wrong", "signature-wrong", "adopted", "adopted"]);
        await town.SettleAsync();
        (await GradesAsync(town)).ShouldBe(["S-1 5", "T-A 4", "T-B 1"]);
        (await town.FactsAsync<EvaluationSubmitted>()).Single(f => f.Task.Kind == SubjectKind.Theme).Assisted.ShouldBe(true);
        var rated = (await town.FactsAsync<ThemeRated>()).ShouldHaveSingleItem();
        (rated.Level, rated.Rated.Count, rated.Covered.Count).ShouldBe((Level.VerySatisfied, 2, 1));

        var stranger = tablet.Sign(tablet.Rate(asked, 5) with { Linked = [new("W-9", 5, null)] });
        (await tablet.DeliverAsync(stranger, stranger with { Linked = [null!] }))[1].Text("code").ShouldBe("invalid-rating");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Kind", "Browser")]
    public async Task A_person_grades_one_linked_case_too_with_a_finger()
    {
        Chromium.SkipWhereMissing();
        await using var town = await Town.OpenAsync(TownStore.Sqlite, "2020-11-02T10:00");
        var look = new Look(1280, Touch: false);
        var page = await chromium.VisitAsync(town, look);
        await page.RouteAsync("**/devices/contact", async line =>
        {
            var answer = await line.FetchAsync(); // no shipped pack both knows themes and asks why
            await line.FulfillAsync(new() { Response = answer, Body = (await answer.TextAsync()).Replace("\"reasonRequired\":false", "\"reasonRequired\":true") });
        });
        await page.GotoAsync("/device");
        await page.Locator("#s-enrol").WaitForAsync();
        await town.ConfirmAsync(page, "SZ-HALL", "B07");
        await page.Locator("#s-idle").WaitForAsync();
        await PromptAsync(town);
        await page.Locator("#s-rate").WaitForAsync();
        await page.CalmAsync();
        await page.ClickAsync(".level.l4");
        await page.ClickAsync("#linked summary");
        await page.SelectOptionAsync("[data-key=T-B]", "1");
        await page.CalmAsync();
        await page.ClickAsync("#send");
        (await page.InnerTextAsync("#wrong")).ShouldContain("原因", Case.Sensitive, "the place asks why, and says so before anything is lost");
        await page.FillAsync("[aria-label*='T-B']", "等了很久");
        await page.CheckAsync("#f-assisted");
        (await page.ComplaintsAsync(look, "tablet-theme")).ShouldBeEmpty();
        await page.CalmAsync();
        await page.ClickAsync("#send");
        await page.Locator("#s-idle").WaitForAsync();
        await page.AssertNothingLeftAsync("T-B", "等了很久");
        await town.AdoptedAsync(1);
        await town.SettleAsync();
        (await GradesAsync(town)).ShouldBe(["S-1 4", "T-B 1"]);
        (await town.FactsAsync<EvaluationSubmitted>()).ShouldContain(f => f.Assisted == true);
        await page.Context.CloseAsync();
    }

    private static async Task<Guid> PromptAsync(Town town)
    {
        _ = await ThemeTests.ThemeAsync(town);
        return (await town.PostAsync("/api/v1/devices/prompts", new { source = "town", caseNumber = "T-A", hall = "SZ-HALL", window = "B07" })).GetProperty("prompt").GetGuid();
    }

    private static async Task<List<string>> GradesAsync(Town town) =>
        [.. (await town.FactsAsync<EvaluationSubmitted>()).Select(e => $"{e.Task.Place.CaseNumber} {(int)e.Level}").Order(StringComparer.Ordinal)];
}
