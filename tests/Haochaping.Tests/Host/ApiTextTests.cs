using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Haochaping.Testing;
using Haochaping.Tests.House;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Host;

/// <summary>接口文本 — what other programs may rely on lies in the repository, so that nobody changes it unseen.</summary>
public sealed partial class ApiTextTests : IAsyncLifetime
{
    private const string Approved = "docs/openapi.v1.json";
    private const string HowToRenew = "The interface has changed. If that is meant, renew the text and commit it: HAOCHAPING_RENEW=1 ./test --filter-class '*.ApiTextTests'";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private Town town = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => town = await Town.OpenAsync(TownStore.Sqlite);

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task The_interface_is_the_one_that_was_approved()
    {
        var now = (await DocumentAsync()).ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("HAOCHAPING_RENEW") == "1")
        {
            await File.WriteAllTextAsync(Repository.Path(Approved), now, Cancel);
        }

        (await File.ReadAllTextAsync(Repository.Path(Approved), Cancel)).ShouldBe(now, HowToRenew);
    }

    [Fact]
    public async Task Every_endpoint_for_programs_is_described_with_a_name_and_a_summary()
    {
        var paths = (await DocumentAsync())["paths"]!.AsObject();
        var served = town.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Where(p => p.StartsWith("/api/", StringComparison.Ordinal) || p.StartsWith("/ledger/", StringComparison.Ordinal))
            .Select(p => Constraint().Replace(p, "{$1}")).Distinct();
        served.Except(paths.Select(p => p.Key)).ShouldBeEmpty();

        var operations = paths.SelectMany(p => p.Value!.AsObject(), (p, o) => (Name: $"{o.Key} {p.Key}", Operation: o.Value!)).ToList();
        operations.Where(o => o.Operation["operationId"] is null || o.Operation["summary"] is null).Select(o => o.Name).ShouldBeEmpty();
        operations.Select(o => (string)o.Operation["operationId"]!).ShouldBeUnique();
    }

    [Fact, Requirement("CQ-3.1.3h")]
    public async Task Online_and_on_site_rating_are_offered_to_other_systems_by_a_described_interface()
    {
        var document = await DocumentAsync();
        Fields(document, "/api/v1/tasks/{token}/evaluation").ShouldContain("level");
        Fields(document, "/api/v1/evaluations").ShouldContain("caseNumber");
    }

    [Fact]
    public async Task The_viewer_needs_no_outside_host()
    {
        var page = await town.Citizen.GetStringAsync("/api/index.html", Cancel);
        var files = Linked().Matches(page).Select(m => m.Groups[1].Value).ToList();
        files.ShouldNotBeEmpty();
        files.ShouldAllBe(f => !f.Contains("//", StringComparison.Ordinal));
        foreach (var file in files)
        {
            using var answer = await town.Citizen.GetAsync("/api/" + file, Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, file);
        }
    }

    private static IEnumerable<string> Fields(JsonNode document, string path)
    {
        var reference = (string)document["paths"]![path]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!;
        return document["components"]!["schemas"]![reference.Split('/')[^1]]!["properties"]!.AsObject().Select(p => p.Key);
    }

    private async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await town.Citizen.GetStringAsync("/openapi/v1.json", Cancel))!;

    [GeneratedRegex(@"\{\*{0,2}(\w+)[^}]*\}")]
    private static partial Regex Constraint();

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Linked();
}
