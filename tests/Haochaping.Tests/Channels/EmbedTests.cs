using System.Net;
using Haochaping.Evaluations.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Haochaping.Tests.Evaluations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>The rating form inside the page of a portal of another site, in a real browser; the link is all the authority there is.</summary>
[Trait("Kind", "Browser")]
public sealed class EmbedTests(Chromium chromium) : IAsyncLifetime
{
    private WebApplication portal = null!;
    private string page = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // “localhost” is another site than 127.0.0.1, so cookies of the house are third-party cookies there.
    private string Origin => portal.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        portal = builder.Build();
        portal.MapGet("/", () => Results.Content(page, "text/html; charset=utf-8"));
        await portal.StartAsync(Cancel);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("CQ-3.1.3e", "JX-19h")]
    public async Task A_script_tag_shows_the_form_in_a_foreign_page_and_no_cookie_is_needed(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, settings: new Dictionary<string, string?> { ["Embed:Origins:0"] = Origin });
        page = $"""<!DOCTYPE html><html lang="zh"><title>门户</title><h1>门户</h1><script src="{town.Address}embed/v1.js" data-token="{await town.LinkOf(await town.ACaseIsCompleted(), "website")}"></script>""";
        var visitor = await chromium.VisitAsync(town, new Look());
        await visitor.Context.ClearCookiesAsync();
        var cookies = new List<string>();
        visitor.RequestFinished += (_, request) => cookies.AddRange(request.Headers.Where(h => h.Key == "cookie").Select(h => h.Value));
        await visitor.GotoAsync(Origin);
        var frame = visitor.FrameLocator("iframe");
        await frame.Locator(".level.l4").WaitForAsync();
        foreach (var width in new[] { 320, 360, 768, 1440 })
        {
            await visitor.SetViewportSizeAsync(width, 760);
            (await visitor.Frames[^1].EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, $"sideways in the frame at {width} px");
        }

        await frame.Locator(".level.l4").ClickAsync();
        var higher = await visitor.EvalOnSelectorAsync<int>("iframe", "f => f.clientHeight");
        higher.ShouldBeGreaterThan(480, "the frame grew with the form");
        await frame.Locator(".bar button").ClickAsync();
        await frame.Locator("h1", new() { HasText = "您的评价已收到" }).WaitForAsync();
        cookies.ShouldBeEmpty();
        var fact = (await town.FactsAsync<EvaluationSubmitted>()).ShouldHaveSingleItem();
        (fact.Channel, (int)fact.Level).ShouldBe(("website", 4));
        await visitor.Context.CloseAsync();
    }

    [Fact]
    public async Task A_portal_that_is_not_named_gets_an_empty_frame_and_nobody_may_frame_what_knows_a_person()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite, settings: new Dictionary<string, string?> { ["Embed:Origins:0"] = "https://elsewhere.example" });
        page = $"""<!DOCTYPE html><html lang="zh"><title>门户</title><iframe src="{town.Address}e/{await town.LinkOf(await town.ACaseIsCompleted(), "website")}" title="评价"></iframe>""";
        var visitor = await chromium.VisitAsync(town, new Look());
        var refused = visitor.WaitForConsoleMessageAsync(new() { Predicate = m => m.Text.Contains("frame-ancestors", StringComparison.Ordinal) });
        await visitor.GotoAsync(Origin);
        await refused;
        (await visitor.FrameLocator("iframe").Locator(".level").CountAsync()).ShouldBe(0);
        await visitor.Context.CloseAsync();

        foreach (var path in new[] { "/my", "/check", "/results", "/console/sign-in" })
        {
            using var answer = await town.Citizen.GetAsync(path, Cancel);
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldEndWith("frame-ancestors 'none'");
        }

        using var form = await town.Citizen.GetAsync("/e/none", Cancel);
        form.Headers.GetValues("Content-Security-Policy").Single().ShouldEndWith("frame-ancestors 'self' https://elsewhere.example");
    }

    [Fact]
    public async Task What_is_not_an_origin_stops_the_start()
    {
        foreach (var text in new[] { "*", "https://portal.example/path", "https://a.example; script-src *" })
        {
            (await Should.ThrowAsync<Exception>(() => Town.OpenAsync(TownStore.Sqlite, settings: new Dictionary<string, string?> { ["Embed:Origins:0"] = text }))).Message.ShouldContain("Embed:Origins");
        }
    }
}
