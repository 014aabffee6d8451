using Haochaping.Chaos;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Durability;

/// <summary>One service, thirty-two firsts over every way that leads to it. Short form of <c>bench/Chaos channels</c>.</summary>
public sealed class FirstOfManyTests
{
    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Of_thirty_two_firsts_by_link_page_place_code_kiosk_tablet_and_department_one_counts_and_every_way_is_closed(TownStore store)
    {
        var seen = await FirstOfMany.RunAsync(store, rounds: 5);
        seen.Faults.ShouldBeEmpty();
        (seen.NotOne, seen.Unanswered, seen.StillOpen).ShouldBe((0, 0, 0));
    }

    [Fact(SkipUnless = nameof(PostgresServer.IsThere), SkipType = typeof(PostgresServer), Skip = PostgresServer.WhySkipped)]
    public async Task On_a_store_without_claims_and_keys_more_than_one_counts() =>
        (await FirstOfMany.RunAsync(TownStore.Postgres, rounds: 2, Replays.ForgetClaimsAsync)).NotOne.ShouldBeGreaterThan(0);
}
