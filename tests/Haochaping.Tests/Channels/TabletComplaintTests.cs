using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Evaluations.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Haochaping.Tests.Evaluations;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>A complaint left at the window itself, beside a rating or without one.</summary>
public sealed class TabletComplaintTests(Chromium chromium)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("GEN-H3.2b")]
    public async Task What_is_on_the_screen_is_complained_about_once_however_often_it_is_sent(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        var prompt = await town.PromptAsync(await town.AWindowCaseAsync("W-1"));
        var complaint = new { key = Guid.Parse("00000000-0000-4000-8000-000000000001"), prompt, kind = "attitude", text = "说话很凶", phone = "10000000099" };
        var first = await SendAsync(tablet, complaint, HttpStatusCode.Created);
        (await SendAsync(tablet, complaint, HttpStatusCode.Created)).Text("receiptCode").ShouldBe(first.Text("receiptCode"));
        first.Text("qr").ShouldNotBeNull().ShouldStartWith("<svg");
        await town.SettleAsync();

        var filed = (await town.FactsAsync<ComplaintFiled>()).ShouldHaveSingleItem();
        (filed.Place.CaseNumber, filed.Place.Window, filed.OwnCase, filed.Channel).ShouldBe(("W-1", "A12", true, "window_device"));
        (await town.Citizen.GetStringAsync("/r/" + first.Text("receiptCode"), Cancel)).ShouldContain("服务态度");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Without_a_service_it_is_about_the_window_and_what_is_wrong_is_said_at_once(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        using var elsewhere = await Tablet.StartAsync(town);
        (await SendAsync(tablet, new { kind = "delay", text = "等了两个小时" }, HttpStatusCode.BadRequest)).Text("type").ShouldBe("urn:haochaping:complaint-key-missing");
        var wrong = await SendAsync(tablet, new { key = Guid.Empty, kind = "nonsense", text = " ", phone = "12" }, HttpStatusCode.BadRequest);
        wrong.GetProperty("complaints").EnumerateArray().Select(c => c.Text("field")).ShouldBe(["kind", "text", "phone"]);
        var sent = new { key = Guid.Empty, prompt = Guid.Parse("00000000-0000-4000-8000-000000000009"), kind = "delay", text = "等了两个小时" };
        (await SendAsync(elsewhere, sent, HttpStatusCode.Unauthorized)).Text("type").ShouldBe("urn:haochaping:device-unknown");
        await SendAsync(tablet, sent, HttpStatusCode.Created);
        await town.SettleAsync();
        var filed = (await town.FactsAsync<ComplaintFiled>()).ShouldHaveSingleItem();
        (filed.Place.CaseNumber, filed.Place.Institution, filed.Place.Hall, filed.Place.Window, filed.OwnCase, filed.Complainant).ShouldBe(("", "JX-CITY", "JX-HALL", "A12", false, (Guid?)null));

        for (var i = 0; i < 8; i++)
        {
            await SendAsync(tablet, sent, HttpStatusCode.Created);
        }

        (await SendAsync(tablet, sent, HttpStatusCode.ServiceUnavailable)).Text("type").ShouldBe("urn:haochaping:complaint-limit");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Kind", "Browser")]
    public async Task A_complaint_is_left_beside_the_rating_survives_the_cut_line_and_leaves_nothing_behind()
    {
        Chromium.SkipWhereMissing();
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        var look = new Look(1280, Touch: false);
        var page = await chromium.VisitAsync(town, look);
        await page.GotoAsync("/device");
        await page.Locator("#s-enrol").WaitForAsync();
        await town.ConfirmAsync(page);
        await page.Locator("#s-idle").WaitForAsync();
        await town.PromptAsync(await town.AWindowCaseAsync("W-1"));
        await page.Locator("#s-rate").WaitForAsync();
        await page.CalmAsync();
        await page.ClickAsync("#s-rate .complain");
        (await page.InnerTextAsync("#c-about")).ShouldContain("A12");
        await page.ClickAsync("#c-send");
        await page.Locator("#c-wrong:not([hidden])").WaitForAsync();
        (await page.InnerTextAsync("#c-wrong")).ShouldContain("请选择投诉的类别");
        await page.CheckAsync("[name=kind][value=Delay]");
        await page.FillAsync("#c-text", "等了两个小时");
        await page.FillAsync("#c-phone", "10000000099");
        (await page.ComplaintsAsync(look, "tablet-complaint")).ShouldBeEmpty();

        await page.Context.SetOfflineAsync(true);
        await page.ClickAsync("#c-send");
        await page.Locator("#c-wrong:not([hidden])").WaitForAsync();
        (await page.InnerTextAsync("#c-wrong")).ShouldContain("还没有送出");
        await page.Context.SetOfflineAsync(false);
        await town.PromptAsync(await town.AWindowCaseAsync("W-2"));
        await page.ClickAsync("#c-send");
        await page.Locator("#s-filed").WaitForAsync();
        (await page.Locator("#c-qr svg").CountAsync()).ShouldBe(1);
        (await page.ComplaintsAsync(look, "tablet-complaint-receipt")).ShouldBeEmpty();
        var code = await page.InnerTextAsync("#c-code");
        await page.ClickAsync("#s-filed .back");
        await page.Locator("#p-number >> text=W-2").WaitForAsync();
        await page.RateAsync(4);
        await page.AssertNothingLeftAsync(code, "等了两个小时", "10000000099", "W-1", "W-2");
        await town.SettleAsync();
        (await town.FactsAsync<ComplaintFiled>()).ShouldHaveSingleItem().Place.CaseNumber.ShouldBe("W-1");
        await page.Context.CloseAsync();
    }

    private static async Task<JsonElement> SendAsync(Tablet tablet, object complaint, HttpStatusCode expected)
    {
        using var answer = await tablet.Http.PostAsJsonAsync("/api/v1/devices/complaints", complaint, Cancel);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        answer.StatusCode.ShouldBe(expected, told.GetRawText());
        return told;
    }
}
