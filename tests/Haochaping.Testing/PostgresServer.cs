using Npgsql;

namespace Haochaping.Testing;

/// <summary>
/// The PostgreSQL server of a test run. <c>./test</c> brings one up and names it in HAOCHAPING_TEST_POSTGRES; where there is
/// none, a test is visibly skipped: <c>[Fact(SkipUnless = nameof(PostgresServer.IsThere), SkipType = typeof(PostgresServer),
/// Skip = PostgresServer.WhySkipped)]</c>.
/// </summary>
public static class PostgresServer
{
    /// <summary>What a skipped test says.</summary>
    public const string WhySkipped = "No PostgreSQL: run ./test, or set HAOCHAPING_TEST_POSTGRES to a connection string of a superuser";

    private static int databases;

    /// <summary>Whether a server was named.</summary>
    public static bool IsThere => Named is not null;

    /// <summary>Connection string to the server's maintenance database; throws where <see cref="IsThere"/> is false.</summary>
    public static string ConnectionString => Named ?? throw new InvalidOperationException(WhySkipped);

    private static string? Named => Environment.GetEnvironmentVariable("HAOCHAPING_TEST_POSTGRES") is { Length: > 0 } text ? text : null;

    /// <summary>
    /// Makes a database of its own for one test or one Town, empty or as a copy of <paramref name="template"/> (to which nobody may be
    /// connected then). Returns its connection string.
    /// </summary>
    public static async Task<string> CreateDatabaseAsync(string? template = null, CancellationToken cancel = default)
    {
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        await RunAsync($"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE {template}")}", cancel);
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Drops a database made here; whoever is still connected is shown out.</summary>
    public static Task DropDatabaseAsync(string connectionString, CancellationToken cancel = default)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
        return RunAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)", cancel);
    }

    private static async Task RunAsync(string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 }; // dropping a database waits for a checkpoint
        await command.ExecuteNonQueryAsync(cancel);
    }
}
