using Haochaping.Kernel;
using Haochaping.Tests.House.Planted;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.House;

public sealed class TypeTests
{
    private static readonly IReadOnlyList<Type> Modules = TheHouse.TypesOf(TheHouse.ModuleAssemblies);
    private static readonly IReadOnlyList<Type> Everything = TheHouse.TypesOf(TheHouse.Assemblies);

    [Fact]
    public void Nothing_is_public_but_contracts_and_pages() => TypeRules.TooPublic(Modules).ShouldBeEmpty();

    [Fact]
    public void Everything_is_sealed() => TypeRules.Unsealed(Everything).ShouldBeEmpty();

    [Fact]
    public void Names_say_something() => TypeRules.EmptyNames(Everything).ShouldBeEmpty();

    [Fact]
    public void Facts_are_sealed_records_with_a_stable_name() => TypeRules.CrookedFacts(Everything).ShouldBeEmpty();

    [Fact]
    public void Every_room_has_one_door() =>
        TheHouse.Inhabited.Where(m => Modules.Count(t => t.IsSubclassOf(typeof(Module)) && t.Namespace == "Haochaping." + m) != 1).ShouldBeEmpty();

    [Fact]
    public void Bites_when_a_type_is_public() =>
        TypeRules.TooPublic([typeof(LooseManager), typeof(Planted.Contracts.PlantedFact)]).ShouldBe(["Haochaping.Tests.House.Planted.LooseManager is public"]);

    [Fact]
    public void Bites_when_a_class_is_open() =>
        TypeRules.Unsealed([typeof(LooseManager), typeof(Parent), typeof(Heir)]).ShouldBe(["Haochaping.Tests.House.Planted.LooseManager is not sealed"]);

    [Fact]
    public void Bites_when_a_name_is_empty() => TypeRules.EmptyNames([typeof(LooseManager), typeof(Service)])
        .ShouldBe(["Haochaping.Tests.House.Planted.LooseManager says nothing by its name"]);

    [Fact]
    public void Bites_when_a_fact_is_crooked() =>
        TypeRules.CrookedFacts([typeof(Nameless), typeof(Planted.Contracts.PlantedFact), typeof(Planted.Contracts.Twin), typeof(Planted.Contracts.Crooked)]).ShouldBe(
        [
            "Nameless is not a sealed record",
            "Nameless is not in Contracts/",
            "Nameless has no [Fact]",
            "Crooked has a crooked name or version",
            "planted-fact@1 stands for 2 types",
            "Crooked.RaterPhone could hold personal data",
        ]);
}
