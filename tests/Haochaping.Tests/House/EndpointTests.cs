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

/// <summary>The doors of the house: each says who may come in (which, the table of access says), and none falls over when an empty hand knocks.</summary>
public sealed partial class EndpointTests : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.OpenAsync(TownStore.Sqlite);

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public void Every_endpoint_says_who_may_come_in() =>
        Endpoints().Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(Pattern).Distinct().Except(["/{**path:file}", "/_framework/opaque-redirect"]).ShouldBeEmpty(); // the framework's own: static files, and redirects of form posts

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
