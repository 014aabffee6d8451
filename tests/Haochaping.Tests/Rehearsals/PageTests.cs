using System.Net;
using System.Text.RegularExpressions;
using Haochaping.Host;
using Haochaping.Host.Rehearsal;
using Haochaping.Kernel.Data;
using Haochaping.Testing;
using Haochaping.Tests.House;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Rehearsals;

/// <summary>The page for administrators: upload or paste, play, read.</summary>
public sealed partial class PageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_plays_a_pasted_scenario_and_reads_the_outcome()
    {
        await using var house = await OpenAsync();
        using var client = new HttpClient { BaseAddress = new Uri(house.App.Urls.First()) };
        var page = await client.GetStringAsync(new Uri("/console/rehearsals", UriKind.Relative), Cancel);
        var hidden = Hidden().Matches(Forms().Matches(page).Single(f => f.Value.Contains("value=\"rehearse\"", StringComparison.Ordinal)).Value).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        hidden["text"] = "rehearsal: 七天\npacks: [SZ]\nsteps:\n  - at: 2020-09-28T15:00\n    case: {number: A}\n    expect: {task: {case: A, last_day: 2020-10-05}}\n";
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in hidden)
        {
            form.Add(new StringContent(value), name);
        }

        using var answer = await client.PostAsync(new Uri("/console/rehearsals", UriKind.Relative), form, Cancel);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        text.ShouldContain("全部符合");
        text.ShouldContain("深圳 第十七条");
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_the_door()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        using var answer = await town.Citizen.GetAsync(new Uri("/console/rehearsals", UriKind.Relative), Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldContain("/console/sign-in");
    }

    [Fact]
    public async Task Only_one_rehearsal_runs_at_a_time()
    {
        using var desk = new OneAtATime(Shipped.Settings);
        var file = TheHouse.Read(Shipped.Files[0]);
        var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => desk.PlayAsync("a.yaml", file, Cancel)));
        all.Count(r => r.Refusal is null).ShouldBe(1);
        all.Where(r => r.Refusal is not null).ShouldAllBe(r => r.Refusal!.Code == "rehearsal-running");
        (await desk.PlayAsync("a.yaml", file, Cancel)).Value.IsMet.ShouldBeTrue();
    }

    private static async Task<Opened> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-rehearsal-page-").FullName;
        var app = HouseHost.Build([], background: false, builder =>
        {
            builder.Configuration.AddInMemoryCollection(Town.Settings(Path.Combine(folder, "data"))).AddInMemoryCollection([new("Keys:File", Path.Combine(folder, "keys.json"))]);
            builder.Logging.ClearProviders();
            builder.Services.PostConfigure<AuthenticationOptions>(o => o.SchemeMap[Haochaping.Identity.Features.Schemes.House].HandlerType = typeof(AnAdministrator));
            builder.Services.AddTransient<AnAdministrator>();
        });
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AppDb>().Database.EnsureCreatedAsync(Cancel);
        }

        await app.StartAsync(Cancel);
        return new Opened(app, folder);
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    private sealed record Opened(WebApplication App, string Folder) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
