using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Cases.Contracts;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Features;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>评价器: enrolment, prompts, revocation, gaps — by the front door, on both stores.</summary>
public sealed class DeviceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-09g")]
    public async Task A_tablet_shows_a_code_and_works_once_an_official_confirms_it_for_a_window(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.StartAsync(town);
        var waiting = await tablet.ContactAsync();
        waiting.Text("state").ShouldBe("pending");
        waiting.Text("code")!.Replace(" ", "", StringComparison.Ordinal).ShouldBe(tablet.Code);
        tablet.Code.ShouldMatch("^[34679ACDEFGHJKMNPQRTWXY]{8}$");

        using var chief = await Desk.OfAsync(town, Role.Supervisor, ["JX-CITY"], []);
        await chief.GoAsync("/console/devices");
        (await chief.FillAsync("confirm", ("New.Code", "AAAACCCC"), ("New.Place", "JX-HALL"), ("New.Window", "A12"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await chief.FillAsync("confirm", ("New.Code", tablet.Code), ("New.Place", "SZ-HALL"), ("New.Window", "B07"))).Status.ShouldBe(HttpStatusCode.NotFound, "another province's window");
        using var handler = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        (await handler.GoAsync("/console/devices")).Html.ShouldNotContain("确认新评价器");

        await chief.GoAsync("/console/devices");
        await chief.FillAsync("confirm", ("New.Code", $"{tablet.Code[..4].ToLowerInvariant()} {tablet.Code[4..]}"), ("New.Place", "JX-HALL"), ("New.Window", "A12"), ("New.Serial", "SN-1"));
        chief.Html.ShouldContain("SN-1");
        var active = await tablet.ContactAsync(new { version = "t2", queue = 3, battery = 80, deviceTime = town.Clock.GetUtcNow().AddMinutes(9) });
        active.Text("state").ShouldBe("active");
        active.Text("place").ShouldBe("演示市政务服务中心 A12");
        var row = await tablet.RowAsync();
        (row.Queue, row.Battery, row.Version, row.Skew).ShouldBe((3, 80, "t2", 540));
        (await town.FactsAsync<DeviceEnrolled>()).ShouldHaveSingleItem().Place.ShouldBe(new("JX-CITY", "360100000000", "JX-HALL", "A12"));
        (await chief.GoAsync("/console/devices?state=active&unit=JX-HALL&q=A12")).Html.ShouldContain("电量 80%");
        (await chief.GoAsync("/console/devices?q=nothing")).Html.ShouldContain("没有评价器");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_code_lives_ten_minutes_and_the_tablet_shows_the_next_one(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.StartAsync(town);
        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        await chief.GoAsync("/console/devices");
        town.Clock.Advance(TimeSpan.FromMinutes(11));
        (await chief.FillAsync("confirm", ("New.Code", tablet.Code), ("New.Place", "JX-HALL"), ("New.Window", "A12"))).Status.ShouldBe(HttpStatusCode.NotFound);
        var next = (await tablet.ContactAsync()).Text("code")!;
        next.Replace(" ", "", StringComparison.Ordinal).ShouldNotBe(tablet.Code);
        await chief.GoAsync("/console/devices");
        (await chief.FillAsync("confirm", ("New.Code", next), ("New.Place", "JX-CITY"), ("New.Window", "A12"))).Html.ShouldContain("评价器已启用");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JL-13b", "JX-09g", "GZ-03.1d")]
    public async Task Windows_without_a_device_are_listed_as_gaps_with_progress_per_body_and_region(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        (await chief.GoAsync("/console/devices/gaps")).Html.ShouldContain("0 / 2 个窗口");
        using var tablet = await Tablet.AtAsync(town);
        await chief.GoAsync("/console/devices/gaps");
        chief.Html.ShouldContain("1 / 2 个窗口");
        chief.Html.ShouldContain("B07 社保综合");
        chief.Html.ShouldNotContain("A12 企业开办");
        chief.Html.ShouldContain("演示市审批局");
        chief.Html.ShouldContain("南昌市");
        (await chief.GoAsync("/console/devices?lang=en")).Html.ShouldContain("50.0%");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JL-18a", "SZ-14c", "JX-11a", "JX-11b")]
    public async Task A_prompt_reaches_the_device_of_the_window_and_the_clerk_sees_whether_and_never_what(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        await town.AWindowCaseAsync("W-1");
        await town.AWindowCaseAsync("W-2");
        (await tablet.ContactAsync()).TryGetProperty("prompt", out _).ShouldBeFalse();

        using var clerk = await Desk.OfAsync(town, Role.HallManager, ["JX-CITY"], []);
        await clerk.GoAsync("/console/window?place=JX-HALL&window=A12");
        await clerk.FillAsync("prompt", ("CaseNumber", "W-1"), ("Way", "device"));
        clerk.Html.ShouldContain("已推送到评价器");
        clerk.Html.ShouldContain("未评价");

        var prompt = (await tablet.ContactAsync()).GetProperty("prompt");
        (prompt.Text("item"), prompt.Text("caseNumber"), prompt.Text("staff"), prompt.Text("workNumber")).ShouldBe(("个体工商户设立登记", "W-1", "演示人员甲", "1024"));
        var fact = (await town.FactsAsync<StaffPromptGiven>()).ShouldHaveSingleItem();
        (fact.Channel, fact.Place.Window, fact.Staff.HasValue).ShouldBe(("window_device", "A12", true));
        await using var scope = town.Services.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<IRatingDesk>().PathOf(fact.CaseId, fact.TaskId, ChannelKind.WindowQr);
        prompt.Text("qr").ShouldBe(QrPicture.Svg(new Uri(town.Address, own).ToString()), "the code on the screen is the person's own link");
        (await tablet.DeliverAsync(tablet.Rate(prompt.GetProperty("id").GetGuid(), 1, text: "等了很久")))[0].Text("state").ShouldBe("adopted");

        await clerk.GoAsync("/console/window?place=JX-HALL&window=A12");
        clerk.Html.ShouldContain("已评价");
        clerk.Html.ShouldNotContain("非常不满意");
        clerk.Html.ShouldNotContain("等了很久");
        (await town.Client.GetStringAsync($"/api/v1/devices/prompts/{prompt.GetProperty("id").GetGuid()}", Cancel)).ShouldBe($$"""{"prompt":"{{prompt.GetProperty("id").GetGuid()}}","rated":true,"shown":true,"ended":true}""");
        (await tablet.ContactAsync()).TryGetProperty("prompt", out _).ShouldBeFalse();
        await clerk.FillAsync("prompt", ("CaseNumber", "W-1"), ("Way", "device"));
        clerk.Html.ShouldContain("已经评价过");

        await clerk.GoAsync("/console/prompts");
        clerk.Html.ShouldContain("50.0%");
        clerk.Html.ShouldContain("演示人员甲");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_next_person_replaces_the_last_and_a_screen_left_alone_is_cleared(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        var first = await town.PromptAsync(await town.AWindowCaseAsync("W-1"));
        (await town.PromptAsync("W-1")).ShouldBe(first, "asked twice is asked once");
        var second = await town.PromptAsync(await town.AWindowCaseAsync("W-2"));
        (await tablet.ContactAsync(new { shown = second })).GetProperty("prompt").GetProperty("id").GetGuid().ShouldBe(second);
        (await tablet.ContactAsync(new { ended = second })).TryGetProperty("prompt", out _).ShouldBeFalse();
        (await tablet.DeliverAsync(tablet.Rate(first, 5)))[0].Text("state").ShouldBe("adopted", "rated just before the next person came, delivered after");

        using var stranger = await town.ClientOfAsync(["SZ-CITY"], "cases:write");
        (await stranger.PostAsJsonAsync("/api/v1/devices/prompts", new { source = "town", caseNumber = "W-2" }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"/api/v1/devices/prompts/{second}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-14a")]
    public async Task A_receipt_with_its_own_code_is_printed_and_counts_as_a_prompt(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        await town.AWindowCaseAsync("W-1");
        using var clerk = await Desk.OfAsync(town, Role.HallManager, ["JX-CITY"], []);
        await clerk.GoAsync("/console/window?place=JX-HALL&window=A12");
        await clerk.FillAsync("prompt", ("CaseNumber", "W-1"), ("Way", "device"));
        clerk.Html.ShouldContain("没有使用中的评价器");
        await clerk.FillAsync("prompt", ("CaseNumber", "W-1"), ("Way", "receipt"));
        var slip = clerk.Path;
        slip.ShouldStartWith("/console/window/slip/");
        clerk.Html.ShouldContain("<svg");
        clerk.Html.ShouldContain("W-1");
        (await clerk.GoAsync(slip + "?paper=58")).Html.ShouldContain("slip w58");
        (await town.FactsAsync<StaffPromptGiven>()).ShouldHaveSingleItem().Channel.ShouldBe("receipt_dynamic_qr");
        (await clerk.GoAsync("/console/prompts")).Html.ShouldContain("100%");
        using var foreign = await Desk.OfAsync(town, Role.HallManager, ["SZ-CITY"], []);
        (await foreign.GoAsync(slip)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_revoked_device_is_told_so_and_what_was_rated_before_still_counts(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        var before = tablet.Rate(await town.PromptAsync(await town.AWindowCaseAsync("W-1")), 4);
        var second = await town.PromptAsync(await town.AWindowCaseAsync("W-2"));
        town.Clock.Advance(TimeSpan.FromMinutes(5));
        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        await chief.GoAsync("/console/devices");
        (await chief.FillAsync("manage", ("Revoke", tablet.Id.ToString()))).Html.ShouldContain("评价器已停用");
        (await tablet.ContactAsync()).Text("state").ShouldBe("revoked");
        town.Clock.Advance(TimeSpan.FromMinutes(5));
        var results = await tablet.DeliverAsync(before, tablet.Rate(second, 5));
        results[0].Text("state").ShouldBe("adopted");
        (results[1].Text("state"), results[1].Text("code")).ShouldBe(("notAdopted", "device-revoked"));
        (await chief.GoAsync("/console/devices/ratings")).Html.ShouldContain("停用之后的评价留存");
        (await town.FactsAsync<DeviceRevoked>()).Count.ShouldBe(1);
        (await town.FactsAsync<DeviceRatingNotAdopted>()).ShouldHaveSingleItem().Code.ShouldBe("device-revoked");
        (await town.Client.PostAsJsonAsync("/api/v1/devices/prompts", new { source = "town", caseNumber = "W-2" }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_live_line_rings_when_a_prompt_is_given_and_only_for_those_who_are_known(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        await town.AWindowCaseAsync("W-1");
        using var line = await LineAsync(town, tablet.Http.DefaultRequestHeaders.Authorization!.Parameter!);
        using var stranger = await LineAsync(town, $"{tablet.Id}.nothing");
        var buffer = new byte[100];
        (await stranger.ReceiveAsync(buffer.AsMemory(), Cancel)).MessageType.ShouldBe(System.Net.WebSockets.WebSocketMessageType.Close);
        var rung = line.ReceiveAsync(buffer.AsMemory(), Cancel).AsTask();
        while (!rung.IsCompleted) // the line may still be opening: asking again rings again
        {
            await town.PromptAsync("W-1");
            await Task.WhenAny(rung, Task.Delay(50, Cancel));
        }

        System.Text.Encoding.UTF8.GetString(buffer, 0, (await rung).Count).ShouldBe("look");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-14a")]
    public async Task A_code_printed_when_materials_were_taken_opens_with_the_completion(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        await town.ReportAsync(AtShenzhen(("received", "2020-11-02T09:30:00+08:00")));
        await town.SettleAsync();
        using var clerk = await Desk.OfAsync(town, Role.HallManager, ["SZ-CITY"], []);
        await clerk.GoAsync("/console/window?place=SZ-HALL&window=B07");
        await clerk.FillAsync("prompt", ("CaseNumber", "R-1"), ("Way", "receipt"));
        clerk.Html.ShouldContain("办结后扫码评价本次服务");
        await using var scope = town.Services.CreateAsyncScope();
        var path = scope.ServiceProvider.GetRequiredService<IRatingDesk>().AwaitedPathOf(CaseKeys.Case("town", "R-1"), ChannelKind.ReceiptDynamicQr);
        clerk.Html.ShouldContain(QrPicture.Svg(new Uri(town.Address, path).ToString()));
        (await (await town.Citizen.GetAsync(path, Cancel)).Content.ReadAsStringAsync(Cancel)).ShouldContain("评价环节", customMessage: "until then the code rates the receipt");
        town.Clock.SetNow("2020-12-01T10:00");
        await town.ReportAsync(AtShenzhen(("received", "2020-11-02T09:30:00+08:00"), ("decided", "2020-12-01T09:00:00+08:00")));
        await town.SettleAsync();
        (await (await town.Citizen.GetAsync(path, Cancel)).Content.ReadAsStringAsync(Cancel)).ShouldNotContain("评价环节");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_device_loads_its_page_again_once_when_asked(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.AtAsync(town);
        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        await chief.GoAsync("/console/devices");
        await chief.FillAsync("manage", ("Reload", tablet.Id.ToString()));
        (await tablet.ContactAsync()).GetProperty("reload").GetBoolean().ShouldBeTrue();
        (await tablet.ContactAsync(new { fresh = true })).GetProperty("reload").GetBoolean().ShouldBeFalse();
        (await tablet.ContactAsync()).GetProperty("reload").GetBoolean().ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Who_never_was_confirmed_does_nothing_and_is_forgotten(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        using var tablet = await Tablet.StartAsync(town);
        (await tablet.Http.PostAsJsonAsync("/api/v1/devices/ratings", new { ratings = new[] { tablet.Rate(null, 5, "W-1") } }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await town.Citizen.PostAsJsonAsync("/api/v1/devices/contact", new { }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await town.Citizen.PostAsJsonAsync("/api/v1/devices", new { keyKind = "ecdsa", publicKey = "AAAA" }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        town.Clock.Advance(TimeSpan.FromDays(2));
        await town.SettleAsync();
        (await town.LookAsync(db => db.Devices.CountAsync(Cancel))).ShouldBe(0);
    }

    private static object AtShenzhen(params (string Kind, string At)[] events) => new
    {
        source = "town", caseNumber = "R-1", institution = "SZ-CITY", receivingInstitution = "SZ-CITY", item = "SZ-ITEM-1", channel = "window", hall = "SZ-HALL", window = "B07", staff = "2048",
        events = events.Select(e => new { kind = e.Kind, at = e.At }),
        applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = "000000190001010001", phone = "10000000034" },
    };

    private static async Task<System.Net.WebSockets.ClientWebSocket> LineAsync(Town town, string pass)
    {
        var line = new System.Net.WebSockets.ClientWebSocket();
        await line.ConnectAsync(new UriBuilder(town.Address) { Scheme = "ws", Path = "/api/v1/devices/live" }.Uri, Cancel);
        await line.SendAsync(System.Text.Encoding.UTF8.GetBytes(pass), System.Net.WebSockets.WebSocketMessageType.Text, endOfMessage: true, Cancel);
        return line;
    }
}
