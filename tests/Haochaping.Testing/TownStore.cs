using Haochaping.Host;
using Haochaping.Kernel;
using Haochaping.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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

/// <summary>Migrated and planted once per run and store; every Town then starts from a copy.</summary>
internal static class Templates
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static string? sqlite;
    private static string? postgres;

    public static string Keys { get; } = Path.Combine(Directory.CreateTempSubdirectory("haochaping-town-keys-").FullName, "keys.json");

    public static async Task<IReadOnlyDictionary<string, string?>> CopyAsync(TownStore store, string folder)
    {
        await Gate.WaitAsync();
        try
        {
            return store == TownStore.Sqlite ? await CopySqliteAsync(folder) : await CopyPostgresAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task<IReadOnlyDictionary<string, string?>> CopySqliteAsync(string folder)
    {
        if (sqlite is null)
        {
            var first = Directory.CreateTempSubdirectory("haochaping-town-template-").FullName;
            await PlantAsync(new Dictionary<string, string?> { ["HAOCHAPING_DATA"] = first });
            await using (var connection = new SqliteConnection($"Data Source={Path.Combine(first, "haochaping.db")}"))
            {
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
                await command.ExecuteNonQueryAsync();
            }

            SqliteConnection.ClearAllPools();
            sqlite = Path.Combine(first, "haochaping.db");
        }

        File.Copy(sqlite, Path.Combine(folder, "haochaping.db"));
        return new Dictionary<string, string?>();
    }

    private static async Task<IReadOnlyDictionary<string, string?>> CopyPostgresAsync()
    {
        if (postgres is null)
        {
            var first = await PostgresServer.CreateDatabaseAsync();
            await PlantAsync(Settings(first));
            NpgsqlConnection.ClearAllPools();
            postgres = new NpgsqlConnectionStringBuilder(first).Database;
        }

        return Settings(await PostgresServer.CreateDatabaseAsync(postgres));

        static Dictionary<string, string?> Settings(string connection) => new() { ["Database:Provider"] = "postgres", ["Database:ConnectionString"] = connection };
    }

    private static async Task PlantAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var scratch = Directory.CreateTempSubdirectory("haochaping-town-plant-").FullName;
        var clock = new FakeClock("2019-01-02T09:00");
        await using var app = HouseHost.Build([], background: false, builder =>
        {
            builder.Configuration.AddInMemoryCollection(Town.Settings(scratch)).AddInMemoryCollection(settings);
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Logging.ClearProviders();
        });
        await HouseHost.MigrateAsync(app.Services, CancellationToken.None);
        using var scope = app.Services.CreateScope();
        await scope.PlantAsync();
    }
}
