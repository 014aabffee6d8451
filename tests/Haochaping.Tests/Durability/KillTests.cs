using Haochaping.Chaos;
using Haochaping.Testing;
using Haochaping.Tests.Host;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Durability;

/// <summary>What was acknowledged is there, once and in every book, whatever ends the program: short forms of <c>bench/Chaos</c>, each with its control.</summary>
[Collection(nameof(HouseProcess))]
public sealed class KillTests
{
    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_was_acknowledged_on_any_way_survives_kill_9_once_with_its_fact_its_leaf_its_order_and_its_answer(TownStore store)
    {
        var seen = await KillHouse.RunAsync(store, kills: 2, perSecond: 60, seed: 1);
        seen.Books.Faults.ShouldBeEmpty();
        seen.Odd.ShouldBeEmpty();
        seen.Books.ShouldBe(new(180, 180, 0, 0, 0, 0, 0, 0, seen.Books.Faults));
    }

    [Fact]
    public async Task A_door_that_answers_before_the_commit_is_found_out()
    {
        var seen = await KillHouse.RunAsync(TownStore.Sqlite, kills: 1, perSecond: 200, seed: 1, hasty: true);
        seen.Books.Lost.ShouldBeGreaterThan(0);
    }
}
