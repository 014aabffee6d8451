using Haochaping.Testing;
using Haochaping.Tests.House;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Permissions;

/// <summary>权限表: every endpoint has its row, every row its endpoint, and the page for people says the same.</summary>
public sealed class AccessTableTests : IAsyncLifetime
{
    private const string Page = "docs/access.md";
    private Town town = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => town = await Town.OpenAsync(TownStore.Sqlite);

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public void Every_endpoint_has_its_row_and_every_row_its_endpoint()
    {
        var served = town.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Select(AccessRow.Of).Distinct().ToList();
        var written = AccessRow.Read().Select(r => r with { Rows = "?" }).ToList();
        served.Except(written).Select(r => r.ToString()).Order(StringComparer.Ordinal).ShouldBeEmpty("an endpoint without a row in docs/access.csv: say there who may come in, and which rows they see");
        written.Except(served).Select(r => r.ToString()).ShouldBeEmpty("a row without an endpoint");
        written.ShouldBeUnique();
        served.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Every_row_says_how_rows_are_narrowed_in_a_known_word() =>
        AccessRow.Read().Where(r => !AccessPage.Words.ContainsKey(r.Rows)).Select(r => r.ToString()).ShouldBeEmpty();

    [Fact]
    public async Task The_page_for_people_is_the_table()
    {
        var page = AccessPage.Write(AccessRow.Read());
        if (Environment.GetEnvironmentVariable("HAOCHAPING_RENEW") == "1")
        {
            await File.WriteAllTextAsync(Repository.Path(Page), page, Cancel);
        }

        (await File.ReadAllTextAsync(Repository.Path(Page), Cancel)).ShouldBe(page, "renew it: HAOCHAPING_RENEW=1 ./test --filter-class '*.AccessTableTests'");
    }
}
