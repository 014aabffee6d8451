using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Haochaping.Speed.Contenders;

/// <summary>The two rows in a file of their own, with the house's tables and pragmas; one writer at a time, as SQLite has it.</summary>
internal sealed class SqliteRows : IRows, IDisposable
{
    private readonly SqliteConnection connection;
    private readonly (SqliteCommand Insert, IReadOnlyList<string> Own)[] tables;
    private readonly SemaphoreSlim one = new(1);

    private SqliteRows(SqliteConnection connection, (SqliteCommand, IReadOnlyList<string>)[] tables) => (this.connection, this.tables) = (connection, tables);

    /// <param name="files">The house's file and the contender's, separated by a bar.</param>
    public static async Task<SqliteRows> OpenAsync(string files)
    {
        var (house, own) = files.Split('|') is [var a, var b] ? (a, b) : throw new ArgumentException("Two files.", nameof(files));
        var connection = new SqliteConnection($"Data Source={own}");
        await connection.OpenAsync();
        await DoAsync(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=1000; ATTACH '{house}' AS house");
        var tables = new List<(SqliteCommand, IReadOnlyList<string>)>();
        foreach (var (table, where) in new[] { ("evaluations", "1"), ("journal", "type = 'evaluation-submitted@1'") })
        {
            tables.Add(await LikeAsync(connection, table, where));
        }

        await DoAsync(connection, "DETACH house");
        return new(connection, [.. tables]);
    }

    public Task SaveAsync(Rating rating) => SaveAllAsync([rating]);

    public async Task SaveAllAsync(IReadOnlyList<Rating> ratings)
    {
        await one.WaitAsync();
        try
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            foreach (var rating in ratings)
            {
                var id = Guid.NewGuid();
                foreach (var (insert, own) in tables)
                {
                    foreach (var column in own)
                    {
                        insert.Parameters["@" + column].Value = column switch { "level" => rating.Level, "text" => (object?)rating.Text ?? DBNull.Value, _ => id };
                    }

                    insert.Transaction = transaction;
                    insert.ExecuteNonQuery();
                }
            }

            transaction.Commit();
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        connection.Dispose();
        one.Dispose();
    }

    private static async Task<(SqliteCommand, IReadOnlyList<string>)> LikeAsync(SqliteConnection connection, string table, string where)
    {
        var plans = new List<string>();
        await using (var look = new SqliteCommand($"SELECT sql FROM house.sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL", connection))
        await using (var reader = await look.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                plans.Add(reader.GetString(0));
            }
        }

        foreach (var plan in plans)
        {
            await DoAsync(connection, plan);
        }

        string[] mine = ["case_id", "task_id", "entry_id", "level", "text"];
        await using var one = new SqliteCommand($"SELECT * FROM house.{table} WHERE {where} LIMIT 1", connection);
        await using var row = await one.ExecuteReaderAsync();
        if (!await row.ReadAsync())
        {
            throw new InvalidOperationException($"The house has no row in {table} yet to be like.");
        }

        var names = Enumerable.Range(0, row.FieldCount).Select(row.GetName).ToList();
        var insert = new SqliteCommand($"INSERT INTO main.{table} ({string.Join(", ", names.Select(n => $"\"{n}\""))}) VALUES ({string.Join(", ", names.Select(n => "@" + n))})", connection);
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            insert.Parameters.AddWithValue("@" + name, row.GetValue(i));
        }

        return (insert, [.. names.Where(mine.Contains)]);
    }

    private static async Task DoAsync(SqliteConnection connection, string sql)
    {
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
