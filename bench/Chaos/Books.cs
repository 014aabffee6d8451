using System.Data.Common;
using Haochaping.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Haochaping.Chaos;

/// <summary>账本 — the store read by plain SQL, past the program whose honesty is in question.</summary>
internal sealed class Books(DbConnection connection) : IAsyncDisposable
{
    /// <summary>Opens them.</summary>
    /// <param name="store">Which store.</param>
    /// <param name="where">Its connection string; of SQLite the data folder.</param>
    public static async Task<Books> OpenAsync(TownStore store, string where)
    {
        DbConnection connection = store == TownStore.Postgres
            ? new NpgsqlConnection(where + ";Pooling=false")
            : new SqliteConnection($"Data Source={Path.Combine(where, "haochaping.db")};Pooling=false");
        await connection.OpenAsync();
        return new(connection);
    }

    /// <summary>How many rows each case has in what is selected; the first column is the case.</summary>
    public async Task<Dictionary<Guid, int>> PerCaseAsync(string select)
    {
        var found = new Dictionary<Guid, int>();
        foreach (var caseId in await RowsAsync(select, reader => reader.GetGuid(0)))
        {
            found[caseId] = found.GetValueOrDefault(caseId) + 1;
        }

        return found;
    }

    public async Task<List<T>> RowsAsync<T>(string select, Func<DbDataReader, T> read)
    {
        await using var command = Command(select);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public async Task DoAsync(string sql)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // the bench's own words, nobody's input
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 600;
        return command;
    }
}
