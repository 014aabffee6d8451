using System.Data.Common;
using System.Globalization;
using Haochaping.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Haochaping.Speed;

/// <summary>待办量 — what the house has taken in and not yet sealed and read: entries in the queue, and how far the slowest follower is behind.</summary>
internal static class Backlog
{
    private const string Sql = """
        SELECT (SELECT count(*) FROM unsealed) + (SELECT COALESCE(max(h.head - c.next), 0) FROM kernel_cursors c, (SELECT COALESCE(max(position), -1) + 1 AS head FROM log) h)
        """;

    public static async Task<long> OfAsync(TownStore store, IReadOnlyDictionary<string, string?> settings) =>
        Convert.ToInt64(await DoAsync(store, settings, Sql), CultureInfo.InvariantCulture);

    /// <summary>Lets the store learn what is in its tables: in a house that is older than a minute, its own maintenance has done so.</summary>
    public static Task LearnAsync(TownStore store, IReadOnlyDictionary<string, string?> settings) => DoAsync(store, settings, "ANALYZE");

    /// <summary>A connection to the store, past the program.</summary>
    public static async Task<DbConnection> OpenAsync(TownStore store, IReadOnlyDictionary<string, string?> settings)
    {
        DbConnection connection = store == TownStore.Postgres
            ? new NpgsqlConnection(settings["Database:ConnectionString"])
            : new SqliteConnection($"Data Source={settings["HAOCHAPING_DATA"]}/haochaping.db");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<object?> DoAsync(TownStore store, IReadOnlyDictionary<string, string?> settings, string sql)
    {
        await using var connection = await OpenAsync(store, settings);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
