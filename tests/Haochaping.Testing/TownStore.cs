using Haochaping.Host.Scratch;
using Npgsql;

namespace Haochaping.Testing;

/// <summary>Which store a Town stands on.</summary>
public enum TownStore
{
    /// <summary>The embedded one, always there.</summary>
    Sqlite,

    /// <summary>The production one, where a server is named.</summary>
    Postgres,
}

/// <summary>Both stores as theory data: <c>[MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]</c>.</summary>
public static class Stores
{
    /// <summary>SQLite and PostgreSQL; the latter is a visible skip where there is no server.</summary>
    public static IEnumerable<object[]> Both => [[TownStore.Sqlite], [TownStore.Postgres]];
}

/// <summary>样板 — migrated and planted once per run and store; every Town then starts from a copy.</summary>
internal static class Templates
{
    private static readonly string Keys = Path.Combine(NewFolder("keys"), "keys.json");
    private static readonly SqliteScratch Sqlite = new(NewFolder("template"), Keys, Plants.PlantAsync);
    private static readonly PostgresScratch Postgres = new(NewFolder("template-postgres"), Keys, Plants.PlantAsync);

    public static Task<IReadOnlyDictionary<string, string?>> CopyAsync(TownStore store, string folder) =>
        (store == TownStore.Sqlite ? (ScratchStore)Sqlite : Postgres).CopyAsync(folder, CancellationToken.None);

    private static string NewFolder(string name) => Directory.CreateTempSubdirectory($"haochaping-town-{name}-").FullName;
}

/// <summary>样板数据库 — the template as a PostgreSQL database.</summary>
internal sealed class PostgresScratch(string folder, string keys, Func<IServiceProvider, Task> plant) : ScratchStore(keys, plant)
{
    private string template = "";

    protected override async Task<Dictionary<string, string?>> FoundAsync()
    {
        template = await PostgresServer.CreateDatabaseAsync();
        return new(Settings(template)) { ["HAOCHAPING_DATA"] = folder };
    }

    protected override Task FinishAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return Task.CompletedTask;
    }

    protected override async Task<Dictionary<string, string?>> CopyToAsync(string folder) =>
        Settings(await PostgresServer.CreateDatabaseAsync(new NpgsqlConnectionStringBuilder(template).Database));

    private static Dictionary<string, string?> Settings(string connection) => new() { ["Database:Provider"] = "postgres", ["Database:ConnectionString"] = connection };
}
