using System.Data.Common;
using Haochaping.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Haochaping.Tests.Ledger;

/// <summary>Somebody with the database open and no program between.</summary>
internal sealed class Insider : IAsyncDisposable
{
    private readonly DbConnection connection;

    private Insider(DbConnection connection) => this.connection = connection;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<Insider> OfAsync(Town town, TownStore store)
    {
        var settings = town.Services.GetRequiredService<IConfiguration>();
        return OfAsync(key => settings[key], store);
    }

    /// <summary>Of an installation that is not running.</summary>
    public static async Task<Insider> OfAsync(Func<string, string?> setting, TownStore store)
    {
        DbConnection connection = store == TownStore.Postgres
            ? new NpgsqlConnection(setting("Database:ConnectionString"))
            : new SqliteConnection($"Data Source={Path.Combine(setting("HAOCHAPING_DATA")!, "haochaping.db")}");
        await connection.OpenAsync(Cancel);
        return new(connection);
    }

    public async Task<int> DoAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync(Cancel);
    }

    /// <summary>Keeps a copy of the table first.</summary>
    public async Task<int> KeepAsync(string table, Func<Task<int>> act)
    {
        await DoAsync($"CREATE TABLE kept AS SELECT * FROM {table}");
        return await act();
    }

    public async Task RestoreAsync(string table)
    {
        await DoAsync($"DELETE FROM {table}");
        await DoAsync($"INSERT INTO {table} SELECT * FROM kept");
        await DoAsync("DROP TABLE kept");
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
