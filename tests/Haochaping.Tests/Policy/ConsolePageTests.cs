using System.Security.Claims;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Features;
using Haochaping.Testing;
using Haochaping.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>What staff read about rules.</summary>
public sealed class ConsolePageTests : IDisposable
{
    private readonly PolicyFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_value_stands_with_its_article_or_as_a_default()
    {
        var html = await RenderAsync<RulePage>("/console/rules/SZ", new() { ["Reference"] = "SZ" });

        html.ShouldContain("深圳 第十七条");
        html.ShouldContain(">默认<");
        html.ShouldContain("本地确认（演示管理员");
        Shipped.Pack("SZ").Values.ShouldAllBe(v => html.Contains($">{v.Label}<"));
    }

    [Fact]
    public async Task A_search_finds_by_name_and_by_article()
    {
        (await RenderAsync<RulePage>("/console/rules/SZ?find=字数", new() { ["Reference"] = "SZ" })).ShouldContain("项中的 1 项");
        (await RenderAsync<RulePage>("/console/rules/SZ?find=第十六条", new() { ["Reference"] = "SZ" })).ShouldContain("实名要求");
        (await RenderAsync<RulePage>("/console/rules/SZ?find=qqq", new() { ["Reference"] = "SZ" })).ShouldContain("没有找到");
    }

    [Fact]
    public async Task A_doubtful_article_shows_how_it_is_read()
    {
        var jilin = await RenderAsync<RulePage>("/console/rules/JL?find=Q04", new() { ["Reference"] = "JL" });

        jilin.ShouldContain("Q04：只写“日”");
        jilin.ShouldContain("项中的 1 项");
        jilin.ShouldContain("试行1年，至周年日的前一天");
    }

    [Fact]
    public async Task Two_packs_stand_side_by_side_with_their_articles()
    {
        var html = await RenderAsync<ComparePage>("/console/rules/compare?left=JX&right=SZ", []);

        html.ShouldContain("江西 第六条");
        html.ShouldContain("深圳 第十七条");
        html.ShouldContain("项不同");
        (await RenderAsync<ComparePage>("/console/rules/compare?left=JX&right=JX", [])).ShouldContain("取值全部相同");
    }

    [Fact]
    public async Task A_refused_set_is_complained_about_on_the_list()
    {
        var rules = folder.Rules();
        rules.All.ShouldNotBeEmpty();
        folder.Edit("  length: 7", "  length: many");
        await rules.ReloadAsync(TestContext.Current.CancellationToken);

        (await RenderAsync<RulesPage>("/console/rules", [], rules)).ShouldContain("packs/SZ.yaml:");
    }

    [Fact]
    public async Task The_list_names_what_is_demo_and_offers_reloading_only_to_administrators()
    {
        var staff = await RenderAsync<RulesPage>("/console/rules", []);
        var administrator = await RenderAsync<RulesPage>("/console/rules", [], "administrator");

        staff.ShouldContain("演示规则");
        staff.ShouldNotContain("重新装载");
        administrator.ShouldContain("重新装载");
    }

    [Fact]
    public async Task The_calendar_lists_make_up_days() => (await RenderAsync<CalendarPage>("/console/calendar", [])).ShouldContain("10 月 10 日 周六");

    private Task<string> RenderAsync<TPage>(string address, Dictionary<string, object?> parameters, params string[] roles)
        where TPage : IComponent => RenderAsync<TPage>(address, parameters, folder.Rules(), roles);

    private static async Task<string> RenderAsync<TPage>(string address, Dictionary<string, object?> parameters, RunningRules rules, params string[] roles)
        where TPage : IComponent
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        var http = new DefaultHttpContext { User = new ClaimsPrincipal(new ClaimsIdentity(roles.Select(r => new Claim(HouseClaims.Role, r)), "test", null, HouseClaims.Role)) };
        builder.Services.AddLogging().AddUi(builder.Configuration, []);
        builder.Services.AddSingleton(rules).AddSingleton<IRulePacks>(rules).AddSingleton<IWorkCalendar>(rules).AddSingleton<TimeProvider>(new FakeClock("2026-11-18T09:00"));
        builder.Services.AddAuthorization(o => o.AddPolicy(Access.Administer, p => p.RequireRole("administrator")));
        builder.Services.AddScoped<AntiforgeryStateProvider, NoToken>();
        await using var provider = builder.Services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        ((IHostEnvironmentNavigationManager)scope.ServiceProvider.GetRequiredService<NavigationManager>()).Initialize("http://localhost/", "http://localhost" + address);
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
