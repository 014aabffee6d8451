using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Haochaping.Catalog.Features;
using Haochaping.Host;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Features;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Catalog;

/// <summary>The pages through the front door, on the whole house, with somebody signed in.</summary>
public sealed partial class PagesTests : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"catalog-pages-{Ids.New(TimeProvider.System):N}");
    private WebApplication app = null!;
    private HttpClient client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = HouseHost.Build([], background: false, SignedIn);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AppDb>().Database.EnsureCreatedAsync(Cancel);
        }

        await app.StartAsync(Cancel);
        client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_file_is_uploaded_mapped_previewed_confirmed_and_found_again()
    {
        var list = await client.GetStringAsync("/console/imports", Cancel);
        list.ShouldContain("还没有导入过");
        var import = await PostAsync(list, "stage", ("kind", "Regions"), file: "区划代码,名称\n36,江西省\n3601,南昌市\n36x,坏行\n");

        var mapping = await client.GetStringAsync(import, Cancel);
        mapping.ShouldContain("CSV · UTF-8 · 逗号");
        (await PostAsync(mapping, "preview", ("column.code", "区划代码"), ("column.name", "名称"))).ShouldBe(import);

        var preview = await client.GetStringAsync(import, Cancel);
        preview.ShouldContain("将新增");
        preview.ShouldContain("36x");
        (await client.GetStringAsync(import + "/rejected.csv", Cancel)).ShouldContain("\"36x\",\"坏行\",\"区划代码：");
        (await client.GetStringAsync("/console/catalog?kind=Regions", Cancel)).ShouldContain("还没有数据");

        (await PostAsync(preview, "confirm")).ShouldBe(import);
        (await client.GetStringAsync(import, Cancel)).ShouldContain("正在写入");
        await using (var scope = app.Services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<SaveConfirmedImports>().RunAsync(Cancel)).ShouldBe(1);
        }

        (await client.GetStringAsync(import, Cancel)).ShouldContain("已完成");
        var found = await client.GetStringAsync("/console/catalog?kind=Regions&q=" + Uri.EscapeDataString("南昌"), Cancel);
        found.ShouldContain("360100000000");
        found.ShouldContain("江西省");
    }

    [Fact]
    public async Task A_file_that_is_no_table_stays_on_the_page_with_the_reason()
    {
        var list = await client.GetStringAsync("/console/imports", Cancel);
        using var answer = await SendAsync(list, "stage", "36,江西省\n", [("kind", "Regions")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("第一行不像表头");
    }

    [Fact]
    public async Task A_mapping_without_a_required_column_is_refused_on_the_page()
    {
        var import = await PostAsync(await client.GetStringAsync("/console/imports", Cancel), "stage", ("kind", "Regions"), file: "区划代码,名称\n36,江西省\n");
        using var answer = await SendAsync(await client.GetStringAsync(import, Cancel), "preview", null, [("column.code", "区划代码")]);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("请为必填的“名称”选择一列");
    }

    private Task<string> PostAsync(string page, string form, (string, string) field, string file) => PostAsync(page, form, file, [field]);

    private Task<string> PostAsync(string page, string form, params (string, string)[] fields) => PostAsync(page, form, null, fields);

    private async Task<string> PostAsync(string page, string form, string? file, (string, string)[] fields)
    {
        using var answer = await SendAsync(page, form, file, fields);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        return new Uri(client.BaseAddress!, answer.Headers.Location!).AbsolutePath;
    }

    /// <summary>Sends a form of the page with everything hidden that stands in it.</summary>
    private async Task<HttpResponseMessage> SendAsync(string page, string form, string? file, (string Name, string Value)[] fields)
    {
        var html = Forms().Matches(page).Select(m => m.Value).First(f => f.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Hidden().Matches(html).Select(m => (m.Groups[1].Value, m.Groups[2].Value)).Concat(fields))
        {
            content.Add(new StringContent(WebUtility.HtmlDecode(value)), name);
        }

        if (file is not null)
        {
            content.Add(new ByteArrayContent(Files.Utf8(file)), "file", "区划.csv");
        }

        var action = page.Contains("<h1>数据导入</h1>", StringComparison.Ordinal) ? "/console/imports" : ImportPath().Match(page).Value;
        return await client.PostAsync(action, content, Cancel);
    }

    private void SignedIn(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(Town.Settings(Path.Combine(folder, "data")))
            .AddInMemoryCollection([new("Keys:File", Path.Combine(folder, "keys", "keys.json"))]);
        builder.Logging.ClearProviders();
        builder.Services.PostConfigure<AuthenticationOptions>(o => o.SchemeMap[Schemes.House].HandlerType = typeof(Somebody));
        builder.Services.AddTransient<Somebody>();
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("/console/imports/[0-9a-f-]{36}")]
    private static partial Regex ImportPath();

    private sealed class Somebody(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            Claim[] claims =
            [
                new(HouseClaims.Subject, "clerk"), new(HouseClaims.Kind, nameof(ActorKind.Staff)), new(HouseClaims.Role, nameof(Role.Administrator)), new(HouseClaims.Method, "mfa"), new(HouseClaims.Region, "*"),
            ];
            var identity = new ClaimsIdentity(claims, Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
