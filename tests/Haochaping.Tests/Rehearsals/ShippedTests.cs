using Haochaping.Host.Rehearsal;
using Haochaping.Testing;
using Haochaping.Tests.House;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Rehearsals;

/// <summary>Every file under policy/rehearsals is a test: whoever adds one has added it here.</summary>
public sealed class ShippedTests
{
    public static TheoryData<string, TownStore> All()
    {
        var all = new TheoryData<string, TownStore>();
        foreach (var file in Shipped.Files)
        {
            all.Add(file, TownStore.Sqlite);
            all.Add(file, TownStore.Postgres);
        }

        return all;
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_shipped_rehearsal_is_met(string file, TownStore store)
    {
        if (store == TownStore.Postgres && !PostgresServer.IsThere)
        {
            Assert.Skip(PostgresServer.WhySkipped);
        }

        var outcome = await Shipped.On(store).PlayAsync(file, TheHouse.Read(file), TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', outcome.Lines));
        outcome.Complaints.ShouldBeEmpty();
        outcome.Lines.Where(l => !l.IsMet).Select(l => l.ToString()).ShouldBeEmpty();
        outcome.IsMet.ShouldBeTrue();
    }

    [Fact]
    public void The_reference_in_the_docs_is_what_the_program_says() =>
        TheHouse.Read("docs/rehearsal.md").ShouldContain(Reference.Write().Trim(), customMessage: "run: haochaping policy rehearse --reference");

    [Fact]
    public void The_invented_city_in_the_docs_is_the_one_that_is_planted()
    {
        var doc = TheHouse.Read("docs/rehearsal.md");
        foreach (var line in InventedCity.Files.Single(f => f.Kind == Haochaping.Catalog.Contracts.ImportKind.Institutions).Csv.Split('\n').Skip(1))
        {
            var cells = line.Split(',');
            doc.ShouldContain($"| `{cells[0]}` | {cells[1]} |");
        }
    }
}
