using System.Text.Json;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Haochaping.Tests.Evaluations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using FactAttribute = Xunit.FactAttribute;

namespace Haochaping.Tests.Channels;

/// <summary>What the form of the place asks, asked at the window too: indicators, questions, reasons, words; all voluntary.</summary>
public sealed class TabletFormTests(Chromium chromium)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_device_hears_what_the_form_asks_and_delivers_the_answers_signed(TownStore store)
    {
        await using var town = await QuestionnaireTests.JilinAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        var asked = await town.PromptAsync(await town.AWindowCaseAsync("W-1", item: "OWN"));
        var prompt = (await tablet.ContactAsync()).GetProperty("prompt");
        Told(prompt, "indicators").ShouldContain("服务态度：5 4 3 2 1");
        Told(prompt, "questions").ShouldBe(["q1：1 2 3", "q2：1 2 3"]);

        var given = tablet.Sign(tablet.Rate(asked, 2, text: "等了很久") with
        {
            Indicators = new Dictionary<string, int> { ["服务水平"] = 4, ["服务态度"] = 1 }, Questions = new Dictionary<string, int> { ["q1"] = 3 },
        });
        var changed = given with { Indicators = new Dictionary<string, int> { ["服务水平"] = 4, ["服务态度"] = 5 } };
        var results = await tablet.DeliverAsync(changed, given with { Questions = null }, given, given);
        results.EnumerateArray().Select(r => r.Text(r.TryGetProperty("code", out _) ? "code" : "state")).ShouldBe(["signature-wrong", "signature-wrong", "adopted", "adopted"]);
        await town.SettleAsync();
        var row = await town.LookAsync(db => db.Evaluations.AsNoTracking().SingleAsync(Cancel));
        row.Indicators.OrderBy(i => i.Value).Select(i => (i.Key, i.Value)).ShouldBe([("服务态度", Level.VeryDissatisfied), ("服务水平", Level.Satisfied)]);
        row.Text.ShouldBe("等了很久");
        (await town.FactsAsync<QuestionnaireAnswered>()).ShouldHaveSingleItem().Answers.ShouldBe([new QuestionAnswer("q1", 3, "等候多久", "更久")]);
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Where_the_item_asks_nothing_of_its_own_the_open_question_is_put_at_the_text(TownStore store)
    {
        await using var town = await QuestionnaireTests.JilinAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        await town.PromptAsync(await town.AWindowCaseAsync("W-1"));
        var prompt = (await tablet.ContactAsync()).GetProperty("prompt");
        prompt.GetProperty("questions").GetArrayLength().ShouldBe(4);
        prompt.Text("openQuestion").ShouldBe("有何改进意见（选填）");
    }

    [Fact]
    [Trait("Kind", "Browser")]
    public async Task Two_presses_rate_and_whoever_wants_says_more_also_without_the_network()
    {
        Chromium.SkipWhereMissing();
        await using var town = await QuestionnaireTests.JilinAsync(TownStore.Sqlite);
        var page = await chromium.VisitAsync(town, new Look(1280, Touch: false));
        await page.GotoAsync("/device");
        await page.Locator("#s-enrol").WaitForAsync();
        await town.ConfirmAsync(page);
        await page.Locator("#s-idle").WaitForAsync();
        await town.PromptAsync(await town.AWindowCaseAsync("W-1", item: "OWN"));
        await page.RateAsync(5);
        await town.AdoptedAsync(1);

        await town.PromptAsync(await town.AWindowCaseAsync("W-2", item: "OWN"));
        await page.Locator("#s-rate").WaitForAsync();
        await page.Context.SetOfflineAsync(true);
        await page.CalmAsync();
        await page.ClickAsync(".level.l4");
        await page.ClickAsync("#indicators summary");
        await page.SelectOptionAsync("[data-key=服务态度]", "3");
        await page.ClickAsync("#questions summary");
        await page.SelectOptionAsync("[data-key=q1]", new SelectOptionValue { Label = "半小时内" });
        (await page.AxeAsync()).ShouldBeEmpty();
        await page.CalmAsync();
        await page.ClickAsync("#send");
        await page.Locator("#s-idle").WaitForAsync();
        await page.AssertNothingLeftAsync("W-2", "等候多久");
        await page.Context.SetOfflineAsync(false);
        await town.AdoptedAsync(2);
        await town.SettleAsync();
        (await town.LookAsync(db => db.Evaluations.AsNoTracking().ToListAsync(Cancel))).OrderBy(e => (int)e.Level)
            .Select(e => string.Join(' ', e.Indicators.Select(i => $"{i.Key}{(int)i.Value}").Concat(e.Answers.Select(a => a.Answer)))).ShouldBe(["服务态度3 半小时内", ""]);
        await page.Context.CloseAsync();
    }

    private static List<string> Told(JsonElement prompt, string list) =>
        [.. prompt.GetProperty(list).EnumerateArray().Select(q => $"{q.Text("key")}：{string.Join(' ', q.GetProperty("choices").EnumerateArray().Select(c => c.GetProperty("value").GetInt32()))}")];
}
