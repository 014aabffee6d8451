using Shouldly;
using Xunit;

namespace Haochaping.Tests.House;

public sealed class RiverTests
{
    private static readonly River Order = River.Parse(TheHouse.Read("docs/architecture.md"));

    [Fact]
    public void The_river_flows_one_way() => Order.Complaints(TheHouse.References()).ShouldBeEmpty();

    [Fact]
    public void Every_module_of_the_drawing_has_its_room() =>
        Order.Ground.Concat(Order.Stream).Order(StringComparer.Ordinal).ShouldBe(TheHouse.Modules);

    [Fact]
    public void A_module_uses_only_modules_its_project_file_names()
    {
        var declared = TheHouse.References();
        TheHouse.ModuleAssemblies
            .SelectMany(a => River.Undeclared(Room(a.GetName().Name!), a.GetReferencedAssemblies().Select(r => r.Name!).Where(IsOurs).Select(Room), declared[Room(a.GetName().Name!)]))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Kernel_and_pages_know_no_module()
    {
        TheHouse.ReferencesOf(TheHouse.Read("src/Haochaping.Kernel/Haochaping.Kernel.csproj")).ShouldBeEmpty();
        TheHouse.ReferencesOf(TheHouse.Read("src/Haochaping.Ui/Haochaping.Ui.csproj")).ShouldBe(["Kernel"]);
    }

    [Fact]
    public void Bites_when_water_runs_uphill()
    {
        var river = River.Parse("ground: Soil, Rock\nriver: Spring → Brook → Sea\n");
        river.Complaints(new Dictionary<string, IReadOnlyList<string>>
        {
            ["Soil"] = ["Spring"],
            ["Rock"] = ["Soil"],
            ["Spring"] = ["Rock"],
            ["Brook"] = ["Spring", "Sea"],
            ["Sea"] = ["Soil", "Brook"],
            ["Cloud"] = [],
        }).ShouldBe(
        [
            "Cloud has no place in docs/architecture.md",
            "Soil must not refer to Spring",
            "Brook must not refer to Sea",
            "A circle: Brook, Rock, Sea, Soil, Spring",
        ]);
    }

    [Fact]
    public void Bites_when_a_module_uses_what_it_does_not_name() =>
        River.Undeclared("Brook", ["Kernel", "Brook", "Spring", "Rock"], ["Spring"]).ShouldBe(["Brook uses Rock without naming it"]);

    private static bool IsOurs(string assembly) => assembly.StartsWith("Haochaping.", StringComparison.Ordinal);

    private static string Room(string assembly) => assembly["Haochaping.".Length..];
}
