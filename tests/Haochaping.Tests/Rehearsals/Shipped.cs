using Haochaping.Host.Rehearsal;
using Haochaping.Host.Scratch;
using Haochaping.Testing;
using Haochaping.Tests.House;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Tests.Rehearsals;

/// <summary>The scenarios that are shipped, and rooms to play them in.</summary>
internal static class Shipped
{
    private static readonly Lazy<Rehearser> OnSqlite = new(() => Make((folder, keys) => new SqliteScratch(folder, keys, InventedCity.PlantAsync)));
    private static readonly Lazy<Rehearser> OnPostgres = new(() => Make((folder, keys) => new PostgresScratch(folder, keys, InventedCity.PlantAsync)));

    public static IReadOnlyList<string> Files { get; } =
        [.. Repository.Files("policy/rehearsals", ".yaml").Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The rules of the repository, with no confirmations of its own.</summary>
    public static IConfiguration Settings { get; } =
        new ConfigurationBuilder().AddInMemoryCollection([new("Policy:Folder", Repository.Path("policy"))]).Build();

    public static Rehearser On(TownStore store) => (store == TownStore.Sqlite ? OnSqlite : OnPostgres).Value;

    public static Task<Outcome> PlayAsync(string yaml, CancellationToken cancel) => On(TownStore.Sqlite).PlayAsync("test.yaml", yaml, cancel);

    private static Rehearser Make(Func<string, string, ScratchStore> store)
    {
        var folder = Directory.CreateTempSubdirectory("haochaping-rehearsals-").FullName;
        return new Rehearser(new RuleSource(Settings), store(Directory.CreateDirectory(Path.Combine(folder, "template")).FullName, Path.Combine(folder, "keys.json")), folder);
    }
}
