using System.Data.Common;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Haochaping.Storage.Postgres;

/// <summary>整表 — whole tables of a PostgreSQL database, for backup and restore. All of it on the connection that the context holds open.</summary>
public static class PostgresTables
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1); // the end of a copy waits for its references to be checked

    /// <summary>Bytes of the database.</summary>
    public static async Task<long> SizeAsync(AppDb db, CancellationToken cancel)
    {
        await using var command = Command(db, "SELECT pg_database_size(current_database())");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>The last number that a column gave out; 0 where none was, or the role may not see it.</summary>
    public static async Task<long> LastNumberAsync(AppDb db, string table, string column, CancellationToken cancel)
    {
        await using var command = Command(db, "SELECT last_value FROM pg_sequences WHERE format('%I.%I', schemaname, sequencename) = pg_get_serial_sequence(quote_ident(@table), @column)");
        command.Parameters.Add(new NpgsqlParameter("table", table));
        command.Parameters.Add(new NpgsqlParameter("column", column));
        return await command.ExecuteScalarAsync(cancel) is long last ? last : 0;
    }

    /// <summary>Lets a column go on after this number.</summary>
    public static async Task GoOnAfterAsync(AppDb db, string table, string column, long number, CancellationToken cancel)
    {
        await using var command = Command(db, "SELECT setval(pg_get_serial_sequence(quote_ident(@table), @column), @number)");
        command.Parameters.Add(new NpgsqlParameter("table", table));
        command.Parameters.Add(new NpgsqlParameter("column", column));
        command.Parameters.Add(new NpgsqlParameter("number", number));
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The first of these tables that stands in the database; null when none does.</summary>
    public static async Task<string?> StandsAsync(AppDb db, IReadOnlyList<string> tables, CancellationToken cancel)
    {
        await using var command = Command(db, "SELECT relname::text FROM pg_class WHERE relname = ANY(@tables) AND relnamespace = current_schema()::regnamespace LIMIT 1");
        command.Parameters.Add(new NpgsqlParameter("tables", tables.ToArray()));
        return await command.ExecuteScalarAsync(cancel) as string;
    }

    /// <summary>Copies rows into a table; how many they were.</summary>
    public static async Task<long> LoadAsync(AppDb db, string table, IReadOnlyList<string> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancel)
    {
        var names = string.Join(", ", columns.Select(c => $"\"{c}\""));
        await using var copy = await ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync($"COPY \"{table}\" ({names}) FROM STDIN (FORMAT BINARY)", cancel);
        copy.Timeout = Patience;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            await copy.StartRowAsync(cancel);
            foreach (var cell in row)
            {
                await (cell is null ? copy.WriteNullAsync(cancel) : copy.WriteAsync(cell, cancel));
            }
        }

        return (long)await copy.CompleteAsync(cancel);
    }

    /// <summary>Tells the planner what the tables hold now.</summary>
    public static async Task AnalyzeAsync(AppDb db, CancellationToken cancel)
    {
        await using var command = Command(db, "ANALYZE");
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static DbCommand Command(AppDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = (int)Patience.TotalSeconds;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }
}
