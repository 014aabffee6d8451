using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain;
using Haochaping.Channels.Features.Codes;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Web;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>One code for each window and hall, printed and hung up: what scanning it leads to, and what a forged or replaced one does.</summary>
[Trait("Kind", "Browser")]
public sealed partial class PlaceCodeTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly WindowKey A12 = new("JX-HALL", "A12");
    private FakeGateway gateway = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => gateway = await FakeGateway.StartAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("CQ-3.2.1d")]
    public async Task A_window_has_one_code_and_a_new_one_kills_the_old_which_says_so(TownStore store)
    {
        await using var town = await OpenAsync(store);
        var first = await IssueAsync(town, A12, 0);
        var page = await ReadAsync(town, first);
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldContain("演示市政务服务中心 A12 企业开办");

        (await TryIssueAsync(town, A12, 0)).Refusal!.Code.ShouldBe("place-code-changed", "the same button twice makes one code");
        var second = await IssueAsync(town, A12, 1);
        var old = await ReadAsync(town, first);
        old.Status.ShouldBe(HttpStatusCode.Gone);
        old.Text.ShouldContain("这个二维码已经更换");
        old.Text.ShouldContain("A12");
        (await ReadAsync(town, second)).Status.ShouldBe(HttpStatusCode.OK);

        var facts = await town.FactsAsync<PlaceCodeIssued>();
        facts.Select(f => (f.Place, f.Window, f.Institution, f.Edition)).ShouldBe([("JX-HALL", "A12", "JX-CITY", 1), ("JX-HALL", "A12", "JX-CITY", 2)], ignoreOrder: true);
        (await TryIssueAsync(town, A12, 2, new StaffScope(["SZ-CITY"], []))).Refusal!.Code.ShouldBe("place-unknown", "foreign and missing look alike");
        (await IssueAsync(town, new WindowKey("JX-HALL", ""), 0)).ShouldNotBeNull("a hall has its own");
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Two_who_replace_in_the_same_moment_make_one_edition(TownStore store)
    {
        await using var town = await OpenAsync(store);
        await IssueAsync(town, A12, 0);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryIssueAsync(town, A12, 1)));
        all.Count(r => r.Is(out var _, out var _)).ShouldBe(1);
        (await town.LookAsync(db => db.PlaceCodes.SingleAsync(Cancel))).Edition.ShouldBe(2);
        (await town.FactsAsync<PlaceCodeIssued>()).Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_forged_code_a_rating_link_and_a_code_of_another_house_get_a_friendly_page(TownStore store)
    {
        await using var town = await OpenAsync(store);
        var path = await IssueAsync(town, A12, 0);
        var token = path[3..];
        var link = await town.LinkOf(await AServiceAt(town, "W-1"), "window_qr");
        var strange = new PlaceToken(PlaceCodeRow.KeyOf(A12), 1).Sign(new OtherHouse());
        string[] bad = [token[..^1] + (token[^1] == 'A' ? 'Q' : 'A'), token[..20], (token[0] == 'A' ? 'B' : 'A') + token[1..], token + "AAAA", link, strange, "%E7%AA%97", new string('A', 51)];
        foreach (var forged in bad)
        {
            var page = await ReadAsync(town, "/w/" + forged);
            page.Status.ShouldBe(HttpStatusCode.NotFound, forged);
            page.Text.ShouldContain("这个二维码不能使用");
        }

        (await town.Citizen.GetAsync("/e/" + token, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a place's code rates nothing by itself");
        PlaceToken.Open(token, town.Services.GetRequiredService<IKeys>()).ShouldBe(new PlaceToken(PlaceCodeRow.KeyOf(A12), 1));
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("CQ-3.2.1d")]
    public async Task Scanning_leads_by_the_phone_to_ones_own_service_at_that_window_and_to_a_rating_by_real_name(TownStore store)
    {
        await using var town = await OpenAsync(store);
        await AServiceAt(town, "W-1", certificate: "000000190001010001", phone: "10000000034");
        await AServiceAt(town, "W-2", certificate: "000000190001010077", phone: "10000000077");
        await AServiceAt(town, "ONLINE", certificate: "000000190001010001", phone: "10000000034", window: null);
        var page = await chromium.VisitAsync(town, new Look());
        await page.OpenAsync(await IssueAsync(town, A12, 0));
        await page.FillAsync("#f-phone", "10000000034");
        await page.ClickAsync("main form button");
        await page.ArriveAsync("step=");
        page.Url.ShouldNotContain("10000000034");

        await town.SettleAsync();
        var code = Code(gateway.SentOut.Values.ShouldHaveSingleItem());
        await page.FillAsync("#f-code", code == "000000" ? "000001" : "000000");
        await page.ClickAsync("main form button");
        (await page.InnerTextAsync("#problem")).ShouldContain("验证码不正确或已失效");
        await page.FillAsync("#f-code", code);
        await page.ClickAsync("main form button");
        await page.WaitForSelectorAsync("a[href*='/e/']");
        var mine = await page.InnerTextAsync("main");
        mine.ShouldContain("W-1");
        mine.ShouldNotContain("W-2", customMessage: "another person's");
        mine.ShouldNotContain("ONLINE", customMessage: "another place");

        await page.ClickAsync("a[href*='/e/']");
        (await page.InnerTextAsync("main")).ShouldContain("本次按实名评价");
        await page.ClickAsync(".level.l5");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/r/");
        var fact = (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem();
        (fact.Channel, fact.RealName, fact.Task.Place.CaseNumber).ShouldBe(("window_qr", true, "W-1"));
        await page.Context.CloseAsync();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_stranger_learns_nothing_from_a_shared_code_and_a_phone_is_asked_for_five_times(TownStore store)
    {
        await using var town = await OpenAsync(store);
        await AServiceAt(town, "W-1", phone: "10000000034");
        var place = await OpenedAsync(town, await IssueAsync(town, A12, 0));
        var known = await AskAsync(town, place, "10000000034");
        var unknown = await AskAsync(town, place, "10000000055");
        known.Value.Length.ShouldBe(unknown.Value.Length, "the step of a known phone looks like that of an unknown one");
        await town.SettleAsync();
        gateway.SentOut.Count.ShouldBe(1);
        (await ConfirmAsync(town, unknown.Value, "123456")).Refusal.ShouldBe((await ConfirmAsync(town, known.Value, "12345x")).Refusal);
        (await ConfirmAsync(town, "forged", "123456")).Refusal!.Code.ShouldBe("place-code-phone-wrong");

        var code = Code(gateway.SentOut.Values.Single());
        (await ConfirmAsync(town, known.Value, code)).Is(out var _, out var _).ShouldBeTrue();
        (await ConfirmAsync(town, known.Value, code)).Refusal!.Code.ShouldBe("place-code-phone-wrong", "a used code is dead");
        for (var i = 0; i < 4; i++)
        {
            (await AskAsync(town, place, "10000000055")).Is(out var _, out var _).ShouldBeTrue();
        }

        (await AskAsync(town, place, "10000000055")).Refusal!.Code.ShouldBe("phone-limit");
        (await AskAsync(town, place, "12")).Refusal!.Code.ShouldBe("phone-malformed");
        (await AskAsync(town, place, "10000000034")).Is(out var _, out var _).ShouldBeTrue("the next in the queue is behind the same address");
    }

    [Theory, InlineData(360, false), InlineData(1440, true)]
    public async Task Everybody_can_use_the_pages(int width, bool elderAndDark)
    {
        await using var town = await OpenAsync(TownStore.Sqlite);
        var path = await IssueAsync(town, A12, 0);
        await IssueAsync(town, new WindowKey("JX-HALL", ""), 0);
        var old = await IssueAsync(town, new WindowKey("SZ-HALL", "B07"), 0);
        await IssueAsync(town, new WindowKey("SZ-HALL", "B07"), 1);
        var look = new Look(width, Elder: elderAndDark, Dark: elderAndDark);
        var complaints = new List<string>();
        var page = await chromium.VisitAsync(town, look);
        foreach (var (name, at) in new[] { ("scan", path), ("scan-code", path + "?step=x"), ("scan-old", old), ("scan-forged", "/w/forged") })
        {
            await page.OpenAsync(at);
            complaints.AddRange(await page.ComplaintsAsync(look, name));
        }

        await page.SignInAsync(town, "unit", await town.AStaffMemberAsync("unit"));
        foreach (var (name, at) in new[] { ("codes", "/console/codes"), ("codes-gaps", "/console/codes?gaps=1"), ("sheets", "/console/codes/sheets?hall=JX-HALL") })
        {
            (await page.OpenAsync(at)).ShouldBe(200);
            complaints.AddRange(await page.ComplaintsAsync(look, name));
        }

        (await page.Locator(".sheet svg[role=img]").CountAsync()).ShouldBe(1, "the hall's own code is the business of who runs the hall");
        await page.Context.CloseAsync();
        complaints.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("CQ-3.2.1d", "GZ-03.1d")]
    public async Task Staff_see_the_gaps_make_replace_and_print(TownStore store)
    {
        await using var town = await OpenAsync(store);
        var page = await chromium.VisitAsync(town, new Look(1440, Touch: false));
        await page.SignInAsync(town, "unit", await town.AStaffMemberAsync("unit"));
        await page.OpenAsync("/console/codes?gaps=1");
        (await page.InnerTextAsync("main")).ShouldContain("1 个大厅和窗口，1 个还没有二维码", customMessage: "of one's own institution alone");
        await page.GetByRole(AriaRole.Button, new() { Name = "制作" }).ClickAsync();
        await page.WaitForSelectorAsync(".empty");
        await page.OpenAsync("/console/codes");
        (await page.InnerTextAsync("main")).ShouldContain("第 1 版");
        await page.GetByRole(AriaRole.Button, new() { Name = "更换" }).ClickAsync();
        await page.WaitForSelectorAsync("text=第 2 版");
        await page.ClickAsync("td a[href*='/console/codes/sheets']");
        (await page.InnerTextAsync(".sheet")).ShouldContain("企业开办");
        (await page.Locator(".sheet svg").CountAsync()).ShouldBe(1);
        await page.Context.CloseAsync();
        (await town.FactsAsync<PlaceCodeIssued>()).Count.ShouldBe(2);
    }

    private Task<Town> OpenAsync(TownStore store) => Town.OpenAsync(store, settings: new Dictionary<string, string?>
    {
        ["Notifications:Sms:Url"] = gateway.Url.ToString(),
        ["Notifications:Sms:Key"] = FakeGateway.Key,
        ["Notifications:Sms:Signature"] = "测试",
        ["PublicUrl"] = "https://haochaping.example/",
    });

    private static async Task<string> IssueAsync(Town town, WindowKey place, int known)
    {
        await using var scope = town.Services.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<ListCodes>().PathOf((await TryIssueAsync(town, place, known)).Value);
    }

    private static async Task<Result<PlaceCodeRow>> TryIssueAsync(Town town, WindowKey place, int known, StaffScope? seen = null)
    {
        await using var scope = town.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IssueCode>().RunAsync(place, known, seen ?? StaffScope.Everything, Actor.House, Cancel);
    }

    private static async Task<PlaceCodeRow> OpenedAsync(Town town, string path)
    {
        await using var scope = town.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ScanCode>().OpenAsync(path[3..], Cancel))!.Code;
    }

    private static async Task<Result<string>> AskAsync(Town town, PlaceCodeRow place, string phone)
    {
        await using var scope = town.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<VerifyPhone>().AskAsync(place, phone, "127.0.0.1", Cancel);
    }

    private static async Task<Result<Haochaping.Identity.Contracts.PersonToken>> ConfirmAsync(Town town, string step, string code)
    {
        await using var scope = town.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<VerifyPhone>().ConfirmAsync(step, code, Cancel);
    }

    private static async Task<(HttpStatusCode Status, string Text)> ReadAsync(Town town, string path)
    {
        using var answer = await town.Citizen.GetAsync(path, Cancel);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)));
    }

    private static async Task<string> AServiceAt(Town town, string number, string certificate = "000000190001010001", string phone = "10000000034", string? window = "A12")
    {
        var answer = await town.Client.PostAsJsonAsync("/api/v1/cases", new
        {
            source = "town", caseNumber = number, item = "JX-ITEM-1", institution = "JX-CITY", receivingInstitution = "JX-CITY", channel = window is null ? "online" : "window",
            hall = window is null ? null : "JX-HALL", window,
            events = new[] { new { kind = "decided", at = town.Clock.GetUtcNow() } },
            applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = certificate, phone },
        }, Cancel);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("results")[0].Text("outcome").ShouldBe("created");
        await town.SettleAsync();
        return number;
    }

    private static string Code(JsonElement message) => Six().Match(message.Text("text")!).Value;

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex Six();

    /// <summary>Keys nobody here holds.</summary>
    private sealed class OtherHouse : IKeys
    {
        private static readonly KeyMaterial Key = new("0badcafe", KeyPurposes.Links, DateTimeOffset.UnixEpoch, false, new byte[32]);

        public string Fingerprint => "";

        public KeyMaterial Current(string purpose) => Key;

        public KeyMaterial? Find(string purpose, string id) => id == Key.Id ? Key : null;

        public IReadOnlyList<KeyMaterial> Every(string purpose) => [Key];
    }
}
