using System.Net;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Features.SignIn;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Actors;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Haochaping.Tests.Channels;
using Haochaping.Tests.Evaluations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Identity;

/// <summary>Staff sign in at a real OpenID provider, in a real browser; what they may do stands on their account.</summary>
[Trait("Kind", "Browser")]
public sealed class StaffProviderTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly Dictionary<string, Dictionary<string, string>> People = new()
    {
        ["lian-jie"] = new(), ["mo-sheng"] = new(), ["guan-li"] = new() { ["factors"] = "one" }, ["guan-li-two"] = new() { ["factors"] = "two" },
    };

    private OpenIdProvider provider = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => provider = await OpenIdProvider.StartAsync();

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_linked_account_comes_in_without_its_password_and_sees_its_own_rows_only(TownStore store)
    {
        await using var town = await OpenAsync(store);
        var id = await AccountAsync(town, "handler", Role.Handler);
        await LinkAsync(town, id, "lian-jie");
        var page = await chromium.VisitAsync(town, new Look(1440));
        await page.OpenAsync("/console/tasks?state=open");
        await page.ClickAsync("a[href*='/console/sign-in/provider']");
        await provider.PassAsync(page, "lian-jie", "/console/tasks?state=open");
        (await page.OpenAsync("/console/accounts")).ShouldBe(403, "a handler manages nobody");
        var record = await town.LookAsync(db => db.SignIns.AsNoTracking().SingleAsync(Cancel));
        (record.AccountId, record.Outcome).ShouldBe((id, SignInOutcome.ProviderVouched));
        (await town.LookAsync(db => db.Accounts.AsNoTracking().SingleAsync(a => a.Id == id, Cancel))).SignedInAt.ShouldNotBeNull();

        await using (var scope = town.Services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<Haochaping.Identity.Features.Accounts.ChangeAccount>().DisableAsync(id, Actor.House, Cancel)).Is(out _, out _).ShouldBeTrue();
        }

        await page.OpenAsync("/console/tasks");
        page.Url.ShouldContain("/console/sign-in", Case.Sensitive, "every change of the account ends its sessions");
        await page.ClickAsync("a[href*='/console/sign-in/provider']");
        await page.ArriveAsync("problem=unlinked");
        (await page.InnerTextAsync("#problem")).ShouldContain("没有可用的工作台账号");
        await page.Context.CloseAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_signs_out_here_is_signed_out_at_the_provider_too()
    {
        await using var town = await OpenAsync(TownStore.Sqlite);
        await LinkAsync(town, await AccountAsync(town, "handler", Role.Handler), "lian-jie");
        var page = await chromium.VisitAsync(town, new Look(1440, Touch: false));
        await page.OpenAsync("/console/sign-in?to=/console/tasks");
        await page.ClickAsync("a[href*='/console/sign-in/provider']");
        await provider.PassAsync(page, "lian-jie", "/console/tasks");
        await page.Locator("form[action$='/sign-out'] button").ClickAsync();
        await page.ArriveAsync(provider.Address + "/session/end");
        await page.ClickAsync("button[name=logout]");
        await page.ArriveAsync(url => url.Contains("/console/sign-in", StringComparison.Ordinal) && !url.StartsWith(provider.Address, StringComparison.Ordinal));
        await page.ClickAsync("a[href*='/console/sign-in/provider']");
        await page.Locator("input[name=login]").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_is_not_linked_stays_outside_and_learns_whom_to_ask()
    {
        await using var town = await OpenAsync(TownStore.Sqlite);
        await AccountAsync(town, "mo-sheng", Role.Handler); // the same name is no link
        var page = await chromium.VisitAsync(town, new Look());
        await page.OpenAsync("/console/sign-in");
        (await page.AxeAsync()).ShouldBeEmpty();
        await page.ClickAsync("a[href*='/console/sign-in/provider']");
        await provider.PassAsync(page, "mo-sheng", "problem=unlinked");
        (await page.InnerTextAsync("#problem")).ShouldContain("请联系管理员");
        (await page.Context.CookiesAsync()).ShouldNotContain(c => c.Name == "haochaping" || c.Name == "haochaping.half-way");
        (await town.LookAsync(db => db.SignIns.AsNoTracking().SingleAsync(Cancel))).Outcome.ShouldBe(SignInOutcome.NoSuchAccount);
        await page.Context.CloseAsync();
    }

    [Theory, InlineData("guan-li", "/console/second-factor"), InlineData("guan-li-two", "/console/accounts")]
    public async Task An_administrator_shows_a_second_factor_here_unless_the_provider_tells_that_it_saw_one(string login, string arrives)
    {
        await using var town = await OpenAsync(TownStore.Sqlite);
        await LinkAsync(town, await AccountAsync(town, "root.one", Role.Administrator), login);
        var page = await chromium.VisitAsync(town, new Look());
        await page.OpenAsync("/console/sign-in?to=/console/accounts");
        await page.ClickAsync("a[href*='/console/sign-in/provider']");
        await provider.PassAsync(page, login, arrives);
        (await page.OpenAsync("/console/accounts")).ShouldBe(200);
        page.Url.EndsWith("/console/accounts", StringComparison.Ordinal).ShouldBe(arrives == "/console/accounts");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task One_subject_is_one_account_and_neither_page_nor_fact_lets_anybody_link_themselves()
    {
        await using var town = await OpenAsync(TownStore.Sqlite);
        var (first, second) = (await AccountAsync(town, "handler", Role.Handler), await AccountAsync(town, "viewer", Role.Viewer));
        await LinkAsync(town, first, " lian-jie ");
        await using var scope = town.Services.CreateAsyncScope();
        var change = scope.ServiceProvider.GetRequiredService<Haochaping.Identity.Features.Accounts.ChangeAccount>();
        (await change.LinkAsync(second, "lian-jie", Actor.House, Cancel)).Is(out _, out var taken).ShouldBeFalse();
        taken!.Code.ShouldBe("subject-taken");
        (await change.LinkAsync(second, new string('x', 256), Actor.House, Cancel)).Is(out _, out _).ShouldBeFalse();
        (await change.LinkAsync(second, "other", new Actor(ActorKind.Staff, second.ToString("N")), Cancel)).Is(out _, out var own).ShouldBeFalse();
        own!.Code.ShouldBe("own-account");
        (await change.LinkAsync(first, " ", Actor.House, Cancel)).Is(out _, out _).ShouldBeTrue();
        (await change.LinkAsync(second, "lian-jie", Actor.House, Cancel)).Is(out _, out _).ShouldBeTrue();
        (await town.FactsAsync<AccountChanged>()).Where(f => f.Change == AccountChange.ProviderLinked).Select(f => f.Account).ShouldBe([first, first, second]);
        (await town.LookAsync(db => db.Set<Haochaping.Kernel.Facts.JournalEntry>().AsNoTracking().Select(j => j.Body).ToListAsync(Cancel))).ShouldAllBe(body => System.Text.Encoding.UTF8.GetString(body).Contains("lian-jie") == false);
    }

    [Fact]
    public async Task Without_a_provider_or_while_it_is_silent_the_password_stays()
    {
        await using (var without = await Town.OpenAsync(TownStore.Sqlite))
        {
            (await without.Citizen.GetAsync("/console/sign-in/provider", Cancel)).Headers.Location!.ToString().ShouldBe("/console/sign-in");
            (await without.Citizen.GetStringAsync("/console/sign-in", Cancel)).ShouldNotContain("sign-in/provider");
        }

        await using var silent = await Town.OpenAsync(TownStore.Sqlite, settings: new Dictionary<string, string?>(provider.StaffSettings) { ["SignIn:Oidc:Authority"] = "http://127.0.0.1:9" });
        (await silent.Citizen.GetAsync("/console/sign-in/provider?to=//elsewhere.example", Cancel)).Headers.Location!.ToString().ShouldBe("/console/sign-in?problem=unreachable");
        WebUtility.HtmlDecode(await silent.Citizen.GetStringAsync("/console/sign-in?problem=unreachable", Cancel)).ShouldContain("暂时没有响应");
        Should.Throw<InvalidOperationException>(() => StaffProvider.From(new ConfigurationBuilder().AddInMemoryCollection([new("SignIn:Oidc:Authority", "http://login.example")]).Build())).Message.ShouldContain("SignIn:Oidc:Authority");
    }

    private async Task<Town> OpenAsync(TownStore store)
    {
        Chromium.SkipWhereMissing();
        var town = await Town.OpenAsync(store, settings: provider.StaffSettings);
        await provider.KnowAsync(town.Address, People, "console/signed-in");
        return town;
    }

    // With a one-time password that nobody ever uses.
    private static async Task<Guid> AccountAsync(Town town, string name, Role role)
    {
        await using var scope = town.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<CreateStaff>().RunAsync(new NewStaff(name, "演示人员", [role], ["JX-CITY"], []), Actor.House, Cancel)).Value.Id;
    }

    private static async Task LinkAsync(Town town, Guid account, string subject)
    {
        await using var scope = town.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<Haochaping.Identity.Features.Accounts.ChangeAccount>().LinkAsync(account, subject, Actor.House, Cancel)).Is(out _, out _).ShouldBeTrue();
    }
}
