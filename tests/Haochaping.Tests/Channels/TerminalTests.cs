using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Channels.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
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

/// <summary>Self-service terminals and the PC a hall keeps for rating: one step, one rating, and nothing left for whoever comes next.</summary>
[Trait("Kind", "Browser")]
public sealed class TerminalTests(Chromium chromium)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-14g", "SZ-14f", "JX-11c")]
    public async Task A_terminal_hands_its_screen_over_the_form_shows_its_number_and_afterwards_nothing_is_left(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var number = await town.ACaseIsCompleted();
        var path = (await HandOverAsync(town, number, "ZD-007")).Text("path")!;
        await HandOverAsync(town, number, "ZD-007");
        (await town.FactsAsync<TaskHandedToTerminal>()).ShouldHaveSingleItem().Terminal.ShouldBe("ZD-007", "the same terminal again is the same hand-over");

        var page = await chromium.VisitAsync(town, new Look(768));
        await page.OpenAsync(path);
        var form = await page.InnerTextAsync("main");
        form.ShouldContain("个体工商户设立登记");
        form.ShouldContain(number);
        form.ShouldContain("ZD-007");
        (await page.Locator("input[type=file]").CountAsync()).ShouldBe(0, "the files of a shared screen are nobody's to send");
        await page.ClickAsync(".level.l2");
        await page.FillAsync("#f-text", "打印机没有纸");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/done?");
        var code = await page.InnerTextAsync("dd b");
        code.ShouldMatch("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$");
        page.Url.ShouldNotContain(code, customMessage: "the history keeps addresses");

        await page.GoBackAsync();
        var back = await page.InnerTextAsync("main");
        back.ShouldNotContain("打印机");
        back.ShouldNotContain("ZD-007");
        (await page.Locator("a[href*='/r/']").CountAsync()).ShouldBe(0, "the next person is not led to this one's receipt");
        var fact = (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem();
        (fact.Channel, fact.Terminal).ShouldBe(("kiosk", "ZD-007"));
        await page.Context.CloseAsync();

        var next = await HandOverAsync(town, await town.ACaseIsCompleted(), "ZD-008");
        (await town.Rate(next.Text("path")![3..], 5)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await town.FactsAsync<EvaluationSubmitted>()).Select(f => f.Terminal).ShouldBe(["ZD-007", "ZD-008"], ignoreOrder: true, "by the page and by the interface alike");
        using var desk = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        (await desk.GoAsync($"/console/tasks/{fact.CaseId}/{fact.Task.TaskId}")).Html.ShouldContain("ZD-007");
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
        await town.LookAsync(db => db.Evaluations.Where(e => e.TaskId == fact.Task.TaskId).ExecuteUpdateAsync(set => set.SetProperty(e => e.Terminal, "ZD-009"), Cancel));
        (await town.FaultsAsync()).ShouldHaveSingleItem().Column.ShouldBe("terminal");
    }

    [Fact]
    public async Task A_screen_that_nobody_touches_goes_back_to_its_first_page()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        var page = await chromium.VisitAsync(town, new Look(768));
        await page.Clock.InstallAsync();
        await page.OpenAsync((await HandOverAsync(town, await town.ACaseIsCompleted(), "ZD-007")).Text("path")!);
        await page.FillAsync("#f-text", "写了一半");
        await page.Clock.FastForwardAsync("01:50");
        await page.DispatchEventAsync("main", "touchstart");
        await page.Clock.FastForwardAsync("01:50");
        page.Url.ShouldContain("/e/", customMessage: "a touch is a sign of life");
        await page.Clock.FastForwardAsync("00:20");
        await page.ArriveAsync(url => url.EndsWith("/done", StringComparison.Ordinal));
        (await page.InnerTextAsync("main")).ShouldContain("没有留下您的任何信息");
        await page.Context.CloseAsync();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_is_foreign_missing_or_unnamed_is_not_handed_over(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var number = await town.ACaseIsCompleted();
        using var foreign = await town.ClientOfAsync(["SZ-CITY"], "cases:write");
        (await foreign.PostAsJsonAsync("/api/v1/terminals/hand-over", new { source = "town", caseNumber = number, terminal = "ZD-1" }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.Client.PostAsJsonAsync("/api/v1/terminals/hand-over", new { source = "town", caseNumber = "NONE", terminal = "ZD-1" }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.Client.PostAsJsonAsync("/api/v1/terminals/hand-over", new { source = "town", caseNumber = number }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await town.FactsAsync<TaskHandedToTerminal>()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task At_the_pc_number_and_certificate_lead_to_the_form_and_the_next_person_finds_nothing(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        await town.ReportAsync(ACase("PC-1"));
        await town.SettleAsync();
        var page = await chromium.VisitAsync(town, new Look(1440, Touch: false));
        await page.OpenAsync("/pc");
        foreach (var (number, certificate) in new[] { ("PC-1", "999999"), ("PC-NONE", "010001") })
        {
            await page.FillAsync("#f-number", number);
            await page.FillAsync("#f-certificate", certificate);
            await page.ClickAsync("main form button >> nth=0");
            (await page.InnerTextAsync("#problem")).ShouldContain("没有对上", customMessage: "unknown and wrong are told alike");
        }

        await page.FillAsync("#f-number", "PC-1");
        await page.FillAsync("#f-certificate", "010001");
        await page.ClickAsync("main form button >> nth=0");
        await page.ArriveAsync("/e/");
        page.Url.ShouldNotContain("010001");
        (await page.InnerTextAsync("main")).ShouldContain("本次按实名评价");
        await page.ClickAsync(".level.l5");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/done?");
        await page.ClickAsync("main a.btn");
        await page.ArriveAsync(url => url.EndsWith("/pc", StringComparison.Ordinal));
        (await page.Context.CookiesAsync()).ShouldNotContain(c => c.Name == "haochaping.citizen");
        for (var i = 0; i < 5 && page.Url.StartsWith(town.Address.ToString(), StringComparison.Ordinal); i++)
        {
            await page.GoBackAsync();
            var left = await page.InnerTextAsync("body");
            left.ShouldNotContain("本次按实名评价");
            (await page.Locator("a[href*='/r/']").CountAsync()).ShouldBe(0);
        }

        var fact = (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem();
        (fact.Channel, fact.RealName).ShouldBe(("dedicated_pc", true));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_a_script_pc_and_terminal_rate_to_the_end()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        await town.ReportAsync(ACase("PC-1"));
        await town.SettleAsync();
        var page = await chromium.VisitAsync(town, new Look(768, Script: false));
        await page.OpenAsync("/pc");
        await page.FillAsync("#f-number", "PC-1");
        await page.FillAsync("#f-certificate", "010001");
        await page.ClickAsync("main form button >> nth=0");
        foreach (var next in new[] { (await HandOverAsync(town, await town.ACaseIsCompleted(), "ZD-007")).Text("path")!, null })
        {
            await page.ClickAsync(".level.l1");
            await page.FillAsync("#f-text", "没有开脚本");
            await page.ClickAsync(".bar button");
            await page.ArriveAsync("/done?");
            await (next is null ? Task.CompletedTask : page.GotoAsync(next));
        }

        (await town.FactsAsync<EvaluationSubmitted>()).Select(f => f.Channel).ShouldBe(["dedicated_pc", "kiosk"]);
        await page.Context.CloseAsync();
    }

    [Theory, InlineData(360, false), InlineData(1440, true)]
    public async Task Everybody_can_use_the_pages(int width, bool elderAndDark)
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        var look = new Look(width, Elder: elderAndDark, Dark: elderAndDark);
        var page = await chromium.VisitAsync(town, look);
        var complaints = new List<string>();
        await page.OpenAsync((await HandOverAsync(town, await town.ACaseIsCompleted(), "ZD-007")).Text("path")!);
        complaints.AddRange(await page.ComplaintsAsync(look, "kiosk"));
        await page.ClickAsync(".level.l5");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/done?");
        complaints.AddRange(await page.ComplaintsAsync(look, "done"));
        foreach (var (name, at) in new[] { ("done-empty", "/done"), ("pc", "/pc"), ("pc-code", "/pc?step=x") })
        {
            await page.OpenAsync(at);
            complaints.AddRange(await page.ComplaintsAsync(look, name));
        }

        complaints.ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    private static object ACase(string number) => new
    {
        source = "town", caseNumber = number, item = "JX-ITEM-1", institution = "JX-CITY", receivingInstitution = "JX-CITY", channel = "online",
        events = new[] { new { kind = "decided", at = "2026-11-18T08:30:00+08:00" } },
        applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = "000000190001010001", phone = "10000000034" },
    };

    private static async Task<JsonElement> HandOverAsync(Town town, string number, string terminal)
    {
        var answer = await town.Client.PostAsJsonAsync("/api/v1/terminals/hand-over", new { source = "town", caseNumber = number, terminal }, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
