using System.Net;
using System.Text.RegularExpressions;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Features.Accounts;
using Haochaping.Identity.Features.SignIn;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Actors;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Identity;

/// <summary>The sign-in and account pages through the front door.</summary>
public sealed class ConsoleTests : IAsyncLifetime
{
    private const string Right = "Correct-Horse-1";
    private IdentityHouse house = null!;
    private Visit visit = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        house = await IdentityHouse.StartAsync();
        visit = new Visit(house.Url);
    }

    public async ValueTask DisposeAsync()
    {
        visit.Dispose();
        await house.DisposeAsync();
    }

    [Fact]
    public async Task A_viewer_signs_in_and_lands_where_they_were_going()
    {
        var id = await ViewerAsync();
        await visit.GoAsync("/console/any");
        visit.Path.ShouldStartWith("/console/sign-in?to=");
        await visit.FillAsync("sign-in", ("account", "viewer.one"), ("password", Right));
        (visit.Path, visit.Status).ShouldBe(("/console/any", HttpStatusCode.OK));
        (await visit.GoAsync("/console/me")).Html.ShouldBe($"staff:{id:N}");
    }

    [Fact]
    public async Task A_wrong_password_says_so_and_signs_nobody_in()
    {
        await ViewerAsync();
        await visit.GoAsync("/console/sign-in");
        await visit.FillAsync("sign-in", ("account", "viewer.one"), ("password", "wrong"));
        visit.Status.ShouldBe(HttpStatusCode.Unauthorized);
        visit.Html.ShouldContain("账号或口令不正确");
        visit.Html.ShouldNotContain("wrong\"");
        (await visit.GoAsync("/console")).Path.ShouldStartWith("/console/sign-in");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Signing_in_never_leads_out_of_the_house(string to)
    {
        await ViewerAsync();
        await visit.GoAsync("/console/sign-in?to=" + Uri.EscapeDataString(to));
        await visit.FillAsync("sign-in", ("account", "viewer.one"), ("password", Right));
        visit.Path.ShouldBe("/console/password", "the first line of a viewer's menu");
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_of_silence()
    {
        await SignedInViewerAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(29));
        (await visit.GoAsync("/console/any")).Path.ShouldBe("/console/any");
        house.Clock.Advance(TimeSpan.FromMinutes(29));
        (await visit.GoAsync("/console/any")).Path.ShouldBe("/console/any");
        house.Clock.Advance(TimeSpan.FromMinutes(31));
        (await visit.GoAsync("/console/any")).Path.ShouldStartWith("/console/sign-in");
    }

    [Fact]
    public async Task A_busy_session_ends_after_twelve_hours()
    {
        await SignedInViewerAsync();
        for (var minutes = 0; minutes < (12 * 60) - 20; minutes += 20)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(20));
            (await visit.GoAsync("/console/any")).Path.ShouldBe("/console/any");
        }

        house.Clock.Advance(TimeSpan.FromMinutes(20));
        (await visit.GoAsync("/console/any")).Path.ShouldStartWith("/console/sign-in");
    }

    [Fact]
    public async Task A_disabled_account_is_out_at_once()
    {
        var id = await SignedInViewerAsync();
        await house.DoAsync((ChangeAccount c) => c.DisableAsync(id, Actor.House, Cancel));
        (await visit.GoAsync("/console/any")).Path.ShouldStartWith("/console/sign-in");
    }

    [Fact]
    public async Task Signing_out_needs_the_form_and_ends_the_session()
    {
        await SignedInViewerAsync();
        (await visit.PostBareAsync("/sign-out")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await visit.GoAsync("/console/any")).Path.ShouldBe("/console/any");
        await visit.GoAsync("/console/password");
        var token = Regex.Match(visit.Html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        (await visit.PostBareAsync("/sign-out", ("__RequestVerificationToken", token))).Path.ShouldBe("/console/sign-in");
        (await visit.GoAsync("/console/any")).Path.ShouldStartWith("/console/sign-in");
    }

    [Fact]
    public async Task A_viewer_may_not_open_the_administrators_pages()
    {
        await SignedInViewerAsync();
        (await visit.GoAsync("/console/accounts")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await visit.GoAsync("/console/access-log")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_administrator_sets_up_the_second_factor_before_anything_else()
    {
        var codes = await SignedInAdminAsync();
        codes.Length.ShouldBe(10);
        (await visit.GoAsync("/console/accounts")).Status.ShouldBe(HttpStatusCode.OK);

        using var later = new Visit(house.Url);
        await later.GoAsync("/console/accounts");
        await later.FillAsync("sign-in", ("account", "root.one"), ("password", Right));
        later.Path.ShouldBe("/console/sign-in/code");
        (await later.GoAsync("/console/second-factor")).Path.ShouldBe("/console/sign-in", "a password alone does not get to the set-up page");
        (await later.GoAsync("/console/password")).Path.ShouldBe("/console/sign-in");
        await later.GoAsync("/console/sign-in/code");
        (await later.FillAsync("code", ("code", "000000"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await later.FillAsync("code", ("code", codes[0]));
        later.Path.ShouldBe("/console/accounts");
    }

    [Fact]
    public async Task An_administrator_makes_an_account_whose_one_time_password_must_be_replaced()
    {
        await SignedInAdminAsync();
        await visit.GoAsync("/console/accounts");
        await visit.FillAsync("account", ("Form.Name", "Handler.One"), ("Form.DisplayName", "丁某"), ("Form.Roles", "Handler"), ("Form.Institutions", "11A，11B"), ("Form.Regions", ""));
        var password = WebUtility.HtmlDecode(Regex.Match(visit.Html, "一次性口令：([^<]+)<").Groups[1].Value);
        var account = await house.WithDbAsync(db => db.Accounts.SingleAsync(a => a.Name == "handler.one", Cancel));
        account.Institutions.ShouldBe(["11A", "11B"]);

        using var handler = new Visit(house.Url);
        await handler.GoAsync("/console/sign-in");
        await handler.FillAsync("sign-in", ("account", "handler.one"), ("password", password));
        handler.Path.ShouldBe("/console/password");
        (await handler.GoAsync("/console")).Path.ShouldStartWith("/console/sign-in");
        await handler.GoAsync("/console/password");
        (await handler.FillAsync("password", ("current-password", password), ("new-password", Right), ("again-password", "other"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await handler.FillAsync("password", ("current-password", password), ("new-password", Right), ("again-password", Right));
        (await handler.GoAsync("/console/me")).Html.ShouldBe($"staff:{account.Id:N}");
    }

    [Fact]
    public async Task An_administrator_edits_resets_disables_and_enables_an_account()
    {
        var id = await ViewerAsync();
        await SignedInAdminAsync();
        var page = $"/console/accounts/{id}";
        await (await visit.GoAsync(page)).FillAsync("powers", ("Form.Roles", "Handler"), ("Form.Roles", "Supervisor"));
        visit.Html.ShouldContain("不能由同一人担任");
        await (await visit.GoAsync(page)).FillAsync("powers", ("Form.Roles", "Auditor"), ("Form.Regions", "360000"));
        (visit.Path, visit.Status).ShouldBe((page, HttpStatusCode.OK));
        await visit.FillAsync("disable");
        visit.Html.ShouldContain("启用账号");
        await visit.FillAsync("enable");
        await visit.FillAsync("reset-password");
        visit.Html.ShouldContain("一次性口令：");
        var account = await house.WithDbAsync(db => db.Accounts.AsNoTracking().SingleAsync(a => a.Id == id, Cancel));
        account.Roles.ShouldBe(["Auditor"]);
        (account.OneTimePassword, account.DisabledAt).ShouldBe((true, null));
        (await visit.GoAsync("/console/accounts/00000000-0000-0000-0000-000000000000")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_auditor_reads_who_read_what()
    {
        var token = await house.SealAsync(new PersonalData("甲某某", Phone: "10000000001"));
        await house.RevealAsync(token);
        await house.DoAsync((CreateStaff c) => c.RunAsync(new("auditor.one", "戊某", [Role.Auditor], [], ["*"], Right), Actor.House, Cancel));
        await visit.GoAsync("/console/access-log");
        await visit.FillAsync("sign-in", ("account", "auditor.one"), ("password", Right));
        visit.Html.ShouldContain(token.ToString());
        visit.Html.ShouldContain("核实差评");
        visit.Html.ShouldNotContain("甲某某");
    }

    private async Task<Guid> ViewerAsync() =>
        (await house.DoAsync((CreateStaff c) => c.RunAsync(new("viewer.one", "丙某", [Role.Viewer], [], ["*"], Right), Actor.House, Cancel))).Value.Id;

    private async Task<Guid> SignedInViewerAsync()
    {
        var id = await ViewerAsync();
        await visit.GoAsync("/console/sign-in");
        await visit.FillAsync("sign-in", ("account", "viewer.one"), ("password", Right));
        visit.Path.ShouldBe("/console/password", "the first line of a viewer's menu");
        return id;
    }

    private async Task<string[]> SignedInAdminAsync()
    {
        await house.DoAsync((CreateAdmin c) => c.RunAsync("root.one", "管理员", Right, Cancel));
        await visit.GoAsync("/console/sign-in");
        await visit.FillAsync("sign-in", ("account", "root.one"), ("password", Right));
        visit.Path.ShouldBe("/console/second-factor");
        var sealedSecret = WebUtility.HtmlDecode(Regex.Match(visit.Html, "name=\"sealed\" value=\"([^\"]+)\"").Groups[1].Value);
        var secret = await house.DoAsync((SecondFactorSecret s) => Task.FromResult(s.Open(sealedSecret)));
        (await visit.FillAsync("second-factor", ("code", "000000"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await visit.FillAsync("second-factor", ("code", Totp.Code(secret, house.Clock.GetUtcNow().ToUnixTimeSeconds() / 30)));
        return [.. Regex.Matches(visit.Html, "<code>([A-Z2-7-]+)</code>").Select(m => m.Groups[1].Value)];
    }
}
