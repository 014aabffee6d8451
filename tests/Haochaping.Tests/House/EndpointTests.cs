using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Haochaping.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.House;

/// <summary>The doors of the house: each says who may come in, and none falls over when an empty hand knocks.</summary>
public sealed partial class EndpointTests : IAsyncLifetime
{
    /// <summary>Doors that are open to everyone, each on purpose. A pattern ending in * covers what is below.</summary>
    private static readonly string[] Public =
    [
        "/health/*", "/ledger/checkpoint", "/ledger/key", "/ledger/tile/{level}/*", // operation, proofs
        "/api/v1/policy/explain", "/api/v1/tasks/{token}/evaluation", "/api/v1/sms/reports", // rules are public; a link's token, a gateway's signature
        "/_content/*", "/prefs", "/problem/*", "/gallery", "/gallery/*", "/openapi/*", "/swagger/*", "/api-docs", "/api-docs/*",
        "/device", "/device-worker.js", "/api/v1/devices", "/api/v1/devices/contact", "/api/v1/devices/live", "/api/v1/devices/ratings", // a device proves itself by its own pass and signature
        "/api/v1/tasks/{token}", "/api/v1/tasks/{token}/proof", "/api/v1/tasks/{token}/code", "/results", "/results/*", "/rules/explain", "/check", // what everybody may read, and a link's own
        "/complain", // anybody may complain
        "/my", "/my/*", "/w/*", "/pc", "/done", "/embed/v1.js", // a citizen's session, or nothing
        "/", "/e/*", "/r/*", "/spoken/{hash}", "/verify", "/public", "/public/*", "/about", "/console/sign-in",
    ];

    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.OpenAsync(TownStore.Sqlite);

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public void Every_endpoint_says_who_may_come_in() =>
        Endpoints().Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(Pattern).Distinct().Except(["/{**path:file}", "/_framework/opaque-redirect"]).ShouldBeEmpty(); // the framework's own: static files, and redirects of form posts

    [Fact]
    public void Whatever_is_open_to_everyone_is_on_the_list() =>
        Endpoints().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Pattern).Distinct()
            .Where(p => !Public.Any(open => open.EndsWith('*') ? p.StartsWith(open[..^1], StringComparison.Ordinal) : p == open))
            .ShouldBeEmpty();

    [Fact]
    public async Task An_empty_request_is_refused_at_every_writing_endpoint()
    {
        var failures = new List<string>();
        var doors = Endpoints().SelectMany(e => Methods(e), (e, method) => (Path: Parameter().Replace(Pattern(e), Example), method)).Distinct().ToList();
        foreach (var (path, method) in doors)
        {
            foreach (var client in new[] { town.Citizen, town.Client })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent("{}", Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")) };
                using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
                // a page that wants a sign-in leads there; everything else is a plain no
                if ((int)answer.StatusCode is not (>= 400 and < 500) && !(path.StartsWith("/console", StringComparison.Ordinal) && (int)answer.StatusCode == 302))
                {
                    failures.Add($"{method} {path} answered {(int)answer.StatusCode}");
                }
            }
        }

        doors.Count.ShouldBeGreaterThan(4);
        failures.ShouldBeEmpty();
    }

    private static string Example(Match parameter) => parameter.Value.Contains(":guid", StringComparison.Ordinal) ? "00000000-0000-8000-8000-000000000000" : "1";

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Where(m => m is "POST" or "PUT" or "PATCH" or "DELETE");

    private static string Pattern(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');

    private List<RouteEndpoint> Endpoints() =>
        [.. town.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
