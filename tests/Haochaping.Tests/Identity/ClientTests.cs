using System.Net;
using System.Net.Http.Headers;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Identity;

public sealed class ClientTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private IdentityHouse house = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => house = await IdentityHouse.StartAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_client_with_the_scope_gets_in_under_its_own_name()
    {
        var client = await CreateAsync("cases:write");
        using var answer = await CallAsync(client.Key);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldBe($"client:{client.Id}");
        client.ToString().ShouldNotContain(client.Key);
    }

    [Fact]
    public async Task Without_key_with_a_wrong_key_or_without_the_scope_nobody_gets_in()
    {
        (await StatusAsync(null)).ShouldBe(HttpStatusCode.Unauthorized);
        var client = await CreateAsync("cases:write");
        (await StatusAsync(client.Key[..^1] + (client.Key[^1] == 'A' ? 'B' : 'A'))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync("hcp_")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync((await CreateAsync("cases:read")).Key)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_client_is_never_taken_for_staff()
    {
        var client = await CreateAsync("cases:write");
        using var request = new HttpRequestMessage(HttpMethod.Get, house.Url + "/console/any");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Key);
        using var answer = await Http.SendAsync(request, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = await Http.GetAsync(new Uri(house.Url + "/console/any"), Cancel);
        nobody.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        nobody.Headers.Location!.PathAndQuery.ShouldBe("/console/sign-in?to=%2Fconsole%2Fany");
    }

    [Fact]
    public async Task A_disabled_client_is_out_within_half_a_minute()
    {
        var client = await CreateAsync("cases:write");
        (await StatusAsync(client.Key)).ShouldBe(HttpStatusCode.OK);
        await house.DoAsync((CreateClient c) => c.DisableAsync(client.Id, Actor.House, Cancel));
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        (await StatusAsync(client.Key)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Two_keys_live_while_one_replaces_the_other()
    {
        var first = await CreateAsync("cases:write");
        house.Clock.Advance(TimeSpan.FromDays(1));
        var second = (await house.DoAsync((CreateClient c) => c.RotateAsync(first.Id, Actor.House, Cancel))).Value;
        (await StatusAsync(first.Key)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(second.Key)).ShouldBe(HttpStatusCode.OK);
        house.Clock.Advance(TimeSpan.FromDays(1));
        var third = (await house.DoAsync((CreateClient c) => c.RotateAsync(first.Id, Actor.House, Cancel))).Value;
        (await StatusAsync(first.Key)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(second.Key)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(third.Key)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_a_hash_of_the_key_is_kept_and_its_use_is_known_to_the_hour()
    {
        var client = await CreateAsync("cases:write");
        await StatusAsync(client.Key);
        (await house.WithDbAsync(db => db.ClientSecrets.SingleAsync(Cancel))).Hash.ShouldNotBe(System.Text.Encoding.UTF8.GetBytes(client.Key));
        var used = (await house.WithDbAsync(db => db.Clients.SingleAsync(Cancel))).UsedAt;
        used.ShouldNotBeNull();
        house.Clock.Advance(TimeSpan.FromMinutes(40));
        await StatusAsync(client.Key);
        (await house.WithDbAsync(db => db.Clients.SingleAsync(Cancel))).UsedAt.ShouldBe(used);
        house.Log.Text.ShouldNotContain(client.Key);
    }

    [Theory]
    [InlineData("360000", "361102", true)]
    [InlineData("360100", "360111", true)]
    [InlineData("360100", "360202", false)]
    [InlineData("360111", "360111002000", true)]
    [InlineData("360111002000", "360111003000", false)]
    [InlineData("*", "440300", true)]
    public void A_region_covers_what_lies_below_it(string mine, string row, bool covered) =>
        new StaffScope([], [mine]).Covers(null, row).ShouldBe(covered);

    [Fact]
    public void Without_a_scope_nothing_is_seen() => new StaffScope([], []).Covers("11440300", "440300").ShouldBeFalse();

    private async Task<ClientKey> CreateAsync(string scope) =>
        (await house.DoAsync((CreateClient c) => c.RunAsync("业务系统", [scope], [], [], Actor.House, Cancel))).Value;

    private async Task<HttpStatusCode> StatusAsync(string? key)
    {
        using var answer = await CallAsync(key);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> CallAsync(string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, house.Url + "/api/cases");
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return await Http.SendAsync(request, Cancel);
    }
}
