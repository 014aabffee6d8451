using Haochaping.Chaos;
using Haochaping.Testing;
using Haochaping.Tests.Host;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Durability;

/// <summary>A backup under load holds what was acknowledged before it: short form of <c>chaos backup</c>, with its control.</summary>
[Collection(nameof(HouseProcess))]
public sealed class BackupDrillTests
{
    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_house_that_is_rated_in_is_backed_up_and_every_backup_restores_to_its_counts_and_its_root(TownStore store)
    {
        var seen = await BackupDrill.RunAsync(store, rounds: 3, perSecond: 40);
        seen.Rounds.Count.ShouldBe(3);
        seen.Rounds.ShouldAllBe(r => r.IsWhole);
        seen.Rounds[^1].Acknowledged.ShouldBeGreaterThan(seen.Rounds[0].Acknowledged, "people went on rating");
        seen.Books.Faults.ShouldBeEmpty();
        seen.Books.IsClean.ShouldBeTrue();
        seen.Odd.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backup_without_a_moment_of_its_own_is_found_out()
    {
        var seen = await BackupDrill.RunAsync(TownStore.Sqlite, rounds: 1, perSecond: 100, torn: true);
        seen.Rounds.ShouldAllBe(r => !r.IsWhole);
    }
}
