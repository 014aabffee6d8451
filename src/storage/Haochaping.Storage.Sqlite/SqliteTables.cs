using System.Data.Common;
using Haochaping.Kernel.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Haochaping.Storage.Sqlite;

/// <summary>整表 — whole tables of a SQLite file, for backup and restore. All of it on the connection that the context holds open.</summary>
public static class SqliteTables
{
    /// <summary>Bytes of the database.</summary>
    public static async Task<long> SizeAsync(AppDb db, CancellationToken cancel)
    {
        await using var command = Command(db, "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>The last number that a table gave out; rows that are gone had theirs too.</summary>
    public static async Task<long> LastNumberAsync(AppDb db, string table, CancellationToken cancel)
    {
        await using var command = Command(db, "SELECT seq FROM sqlite_sequence WHERE name = @table");
        command.Parameters.Add(new SqliteParameter("@table", table));
        return await command.ExecuteScalarAsync(cancel) is long last ? last : 0;
    }

    /// <summary>Lets a table go on after this number.</summary>
    public static async Task GoOnAfterAsync(AppDb db, string table, long number, CancellationToken cancel)
    {
        await using var command = Command(db, "DELETE FROM sqlite_sequence WHERE name = @table; INSERT INTO sqlite_sequence (name, seq) VALUES (@table, @number)");
        command.Parameters.Add(new SqliteParameter("@table", table));
        command.Parameters.Add(new SqliteParameter("@number", number));
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// For a new file that is thrown away when anything fails: no journal, no syncs, references looked at in the end. Before the transaction.
    /// </summary>
    public static async Task HurryAsync(AppDb db, CancellationToken cancel)
    {
        await using var command = Command(db, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-131072; PRAGMA foreign_keys=OFF");
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Rows that refer to nothing, named by table; none in a sound store.</summary>
    public static async Task<string?> LooseEndAsync(AppDb db, CancellationToken cancel)
    {
        await using var command = Command(db, "SELECT \"table\" FROM pragma_foreign_key_check() LIMIT 1");
        return await command.ExecuteScalarAsync(cancel) as string;
    }

    /// <summary>Brings everything into the one file and onto the disk, and closes it: it may be moved then.</summary>
    public static async Task LetGoAsync(AppDb db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var (connection, file) = ((SqliteConnection)db.Database.GetDbConnection(), db.Database.GetDbConnection().DataSource);
        await using (var command = Command(db, "PRAGMA wal_checkpoint(TRUNCATE)"))
        {
            await command.ExecuteNonQueryAsync(cancel);
        }

        await db.Database.CloseConnectionAsync();
        SqliteConnection.ClearPool(connection);
        if (File.Exists(file + "-wal"))
        {
            throw new IOException($"{file} is still in use.");
        }

        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Writes rows into a table; how many they were.</summary>
    public static async Task<long> LoadAsync(AppDb db, string table, IReadOnlyList<string> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancel)
    {
        var names = string.Join(", ", columns.Select(c => $"\"{c}\""));
        await using var command = Command(db, $"INSERT INTO \"{table}\" ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})");
        var cells = columns.Select((_, i) => new SqliteParameter($"@p{i}", DBNull.Value)).ToArray();
        command.Parameters.AddRange(cells);
        var count = 0L;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i].Value = row[i] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancel);
            count++;
        }

        return count;
    }

    private static DbCommand Command(AppDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }
}
