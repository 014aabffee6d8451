using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Channels.Features.Portal;
using Haochaping.Evaluations.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Haochaping.Tests.Evaluations;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>Citizens sign in at a real OpenID provider, in a real browser, and rate what is theirs.</summary>
[Trait("Kind", "Browser")]
public sealed class PortalTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly Dictionary<string, Dictionary<string, string>> People = new()
    {
        ["jia"] = new() { ["certificate_number"] = "000000190001010001", ["certificate_kind"] = "111", ["name"] = "演示甲", ["phone_number"] = "10000000034" },
        ["yi"] = new() { ["certificate_number"] = "000000190001010099", ["certificate_kind"] = "111", ["name"] = "演示乙" },
        ["wuming"] = new() { ["name"] = "演示丙" },
        ["juzhang"] = new() { ["certificate_number"] = "000000190001010001", ["certificate_kind"] = "999" },
    };

    private OpenIdProvider provider = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => provider = await OpenIdProvider.StartAsync();

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-13c", "SZ-13d", "SZ-16a", "HK-2.3d", "JLP-2.2.1b")]
    public async Task Who_signs_in_sees_their_own_services_rates_by_real_name_and_leaves(TownStore store)
    {
        await using var town = await OpenAsync(store);
        await Served(town, "SZ-1", "SZ-CITY", "SZ-ITEM-1");
        await Served(town, "SZ-2", "SZ-CITY", "SZ-ITEM-1");
        await Served(town, "SZ-OTHER", "SZ-CITY", "SZ-ITEM-1", certificate: "000000190001010077");
        var page = await chromium.VisitAsync(town, new Look());
        await SignInAsync(page, "jia", "/my?channel=app");

        (await page.InnerTextAsync("h1")).ShouldBe("可以评价 2 件");
        var open = await page.InnerTextAsync("#open");
        open.ShouldContain("SZ-1");
        open.ShouldContain("SZ-2");
        open.ShouldNotContain("SZ-OTHER");
        (await page.Locator("#open a[href*='/rules/explain']").CountAsync()).ShouldBe(2, "until when, and how that is counted");

        await page.Locator("#open .btn").First.ClickAsync();
        (await page.InnerTextAsync("main")).ShouldContain("本次按实名评价");
        await page.ClickAsync(".level.l2");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/r/");
        var fact = (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem();
        (fact.RealName, fact.Channel).ShouldBe((true, "app"));

        await town.SettleAsync();
        await page.OpenAsync("/my");
        (await page.InnerTextAsync("#rated")).ShouldContain("不满意");
        await page.ClickAsync("#rated .btn");
        (await page.InnerTextAsync("main")).ShouldContain("整改", customMessage: "the receipt shows what becomes of it");

        await page.OpenAsync("/my");
        await page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
        await page.ArriveAsync("/my?left=1");
        (await page.InnerTextAsync("main")).ShouldContain("您已退出");
        await page.OpenAsync("/my");
        (await page.Locator("#open").CountAsync()).ShouldBe(0);
        await page.Context.CloseAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("SZ-02c")]
    public async Task The_session_is_a_token_that_opens_nothing_else_and_ends_after_half_an_hour(TownStore store)
    {
        await using var town = await OpenAsync(store);
        await Served(town, "SZ-1", "SZ-CITY", "SZ-ITEM-1");
        var strangers = "/e/" + await town.LinkOf("SZ-1", "website");
        var page = await chromium.VisitAsync(town, new Look());
        await SignInAsync(page, "yi", "/my");
        (await page.InnerTextAsync("main")).ShouldContain("没有找到您的办件");

        await page.OpenAsync(strangers);
        (await page.Locator("input[name='Form.Proof']").CountAsync()).ShouldBe(0, "who is signed in is not the applicant");
        (await page.Locator("input[name='Form.Certificate']").CountAsync()).ShouldBe(1);
        await page.FillAsync("input[name='Form.Certificate']", "010099");
        await page.ClickAsync(".level.l1");
        await page.ClickAsync(".bar button");
        (await page.InnerTextAsync("#problem")).ShouldContain("与办理时登记的证件不一致");
        (await town.FactsAsync<EvaluationSubmitted>()).ShouldBeEmpty();
        (await page.OpenAsync("/console/tasks")).ShouldBe(200);
        page.Url.ShouldContain("/console/sign-in", customMessage: "a citizen is not staff");

        var cookies = await page.Context.CookiesAsync();
        var session = cookies.Single(c => c.Name == "haochaping.citizen");
        (session.HttpOnly, session.SameSite, session.Expires).ShouldBe((true, SameSiteAttribute.Lax, -1));
        var ticket = town.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get("citizen-session").TicketDataFormat.Unprotect(session.Value)!;
        ticket.Principal.Claims.Select(c => c.Type).ShouldBe(["sub", "kind"], ignoreOrder: true);
        ticket.Properties.Items.Keys.ShouldAllBe(k => k == ".issued" || k == ".expires" || k == ".refresh", "nothing of the provider's is kept");

        await page.Context.ClearCookiesAsync(new() { Name = "haochaping.citizen" });
        await page.Context.AddCookiesAsync([new() { Name = "haochaping.citizen", Value = session.Value[..^4] + "AAAA", Url = town.Address.ToString() }]);
        await page.OpenAsync("/my");
        (await page.InnerTextAsync("main")).ShouldContain("登录", customMessage: "a forged session is none");

        await page.Context.AddCookiesAsync([new() { Name = "haochaping.citizen", Value = session.Value, Url = town.Address.ToString() }]);
        await page.OpenAsync("/my");
        (await page.InnerTextAsync("main")).ShouldContain("没有找到您的办件");
        town.Clock.Advance(TimeSpan.FromMinutes(31));
        await page.OpenAsync("/my");
        (await page.Locator("a[href*='/my/sign-in']").CountAsync()).ShouldBe(1);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_account_without_a_certificate_or_with_one_of_unknown_kind_is_told_so_and_signed_in_as_nobody()
    {
        await using var town = await OpenAsync(TownStore.Sqlite);
        foreach (var login in new[] { "wuming", "juzhang" })
        {
            var page = await chromium.VisitAsync(town, new Look());
            await SignInAsync(page, login, "/my");
            (await page.InnerTextAsync("#problem")).ShouldContain("没有实名信息");
            (await page.Context.CookiesAsync()).ShouldNotContain(c => c.Name == "haochaping.citizen");
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task An_answer_nobody_asked_for_signs_nobody_in()
    {
        await using var town = await OpenAsync(TownStore.Sqlite);
        foreach (var answer in new[] { "?code=forged&state=forged", "?error=access_denied", "" })
        {
            var told = await town.Citizen.GetAsync("/my/signed-in" + answer, Cancel);
            told.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            told.Headers.Location!.ToString().ShouldBe("/my?problem=failed");
            told.Headers.TryGetValues("Set-Cookie", out var cookies);
            (cookies ?? []).ShouldNotContain(c => c.StartsWith("haochaping.citizen", StringComparison.Ordinal));
        }

        var away = await town.Citizen.GetAsync("/my/sign-in?to=//elsewhere.example", Cancel);
        away.Headers.Location!.ToString().ShouldStartWith(provider.Address);
        away.Headers.Location.ToString().ShouldNotContain("elsewhere");
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_or_is_not_there_leaves_the_other_ways_in()
    {
        await using var silent = await Town.OpenAsync(TownStore.Sqlite, settings: new Dictionary<string, string?>(provider.Settings) { ["Portal:Oidc:Authority"] = "http://127.0.0.1:9" });
        (await silent.Citizen.GetAsync("/my/sign-in", Cancel)).Headers.Location!.ToString().ShouldBe("/my?problem=unreachable");
        WebUtility.HtmlDecode(await silent.Citizen.GetStringAsync("/my?problem=unreachable", Cancel)).ShouldContain("没有应答");

        await using var without = await Town.OpenAsync(TownStore.Sqlite);
        (await without.Citizen.GetAsync("/my/sign-in", Cancel)).Headers.Location!.ToString().ShouldBe("/my");
        var page = WebUtility.HtmlDecode(await without.Citizen.GetStringAsync("/my", Cancel));
        page.ShouldContain("还没有开通登录");
        page.ShouldNotContain("/my/sign-in");
    }

    [Fact]
    public void Settings_that_cannot_work_are_refused_at_the_start()
    {
        Should.Throw<InvalidOperationException>(() => PortalSettings.From(Configured(("Authority", "http://login.example")))).Message.ShouldContain("https://");
        Should.Throw<InvalidOperationException>(() => PortalSettings.From(Configured(("Authority", "https://login.example")))).Message.ShouldContain("ClientId");
        Should.Throw<InvalidOperationException>(() => PortalSettings.From(Configured(("RaterKind", "idcard")))).Message.ShouldContain("ResidentIdCard");
        PortalSettings.From(Configured()).IsOn.ShouldBeFalse();
    }

    [Theory, InlineData(360, false), InlineData(1440, true)]
    public async Task Everybody_can_use_the_page(int width, bool elderAndDark)
    {
        await using var town = await OpenAsync(TownStore.Sqlite);
        await Served(town, "SZ-1", "SZ-CITY", "SZ-ITEM-1");
        await Served(town, "JX-1", "JX-CITY", "JX-ITEM-1");
        (await town.Rate(await town.LinkOf("JX-1", "website"), 5)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var look = new Look(width, Elder: elderAndDark, Dark: elderAndDark, Touch: true);
        var page = await chromium.VisitAsync(town, look);
        await page.OpenAsync("/my");
        var complaints = new List<string>(await page.ComplaintsAsync(look, "portal-door"));
        await SignInAsync(page, "jia", "/my");
        complaints.AddRange(await page.ComplaintsAsync(look, "portal"));
        complaints.ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    private static Microsoft.Extensions.Configuration.IConfiguration Configured(params (string Key, string Value)[] settings) =>
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(
            new Microsoft.Extensions.Configuration.ConfigurationBuilder(), settings.Select(s => KeyValuePair.Create("Portal:Oidc:" + s.Key, (string?)s.Value))).Build();

    private async Task<Town> OpenAsync(TownStore store)
    {
        Chromium.SkipWhereMissing();
        var town = await Town.OpenAsync(store, settings: provider.Settings);
        await provider.KnowAsync(town.Address, People);
        return town;
    }

    private static async Task Served(Town town, string number, string institution, string item, string certificate = "000000190001010001")
    {
        var answer = await town.Client.PostAsJsonAsync("/api/v1/cases", new
        {
            source = "town", caseNumber = number, item, institution, receivingInstitution = institution, channel = "online",
            events = new[] { new { kind = "decided", at = town.Clock.GetUtcNow() } },
            applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = certificate, phone = "10000000034" },
        }, Cancel);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("results")[0].Text("outcome").ShouldBe("created");
        await town.SettleAsync();
    }

    private async Task SignInAsync(IPage page, string login, string from)
    {
        await page.OpenAsync(from);
        await page.ClickAsync("a[href*='/my/sign-in']");
        await provider.PassAsync(page, login, "/my");
    }
}
