using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Identity;

/// <summary>限次: tries are counted in the store, racing ones too, and forgotten when their time is over.</summary>
public sealed class LimitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Of_many_tries_at_once_as_many_as_allowed_go_through(TownStore store)
    {
        await using var town = await Town.OpenAsync(store);
        var limits = town.Services.GetRequiredService<ILimits>();
        Task<bool> TryAsync(string subject) => limits.AllowsAsync("test", subject, 5, TimeSpan.FromMinutes(10), Cancel);
        (await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => TryAsync("JX-CITY 192.0.2.7"))))).Count(let => let).ShouldBe(5);
        (await TryAsync("JX-POLICE 192.0.2.7")).ShouldBeTrue("an address alone is not counted");

        town.Clock.Advance(TimeSpan.FromMinutes(9));
        (await TryAsync("JX-CITY 192.0.2.7")).ShouldBeFalse();
        town.Clock.Advance(TimeSpan.FromMinutes(1));
        (await TryAsync("JX-CITY 192.0.2.7")).ShouldBeTrue("the count begins anew");
        town.Clock.Advance(TimeSpan.FromMinutes(10));
        await town.SettleAsync();
        (await town.LookAsync(db => db.Limits.CountAsync(Cancel))).ShouldBe(0, "what is over is swept");
    }
}
