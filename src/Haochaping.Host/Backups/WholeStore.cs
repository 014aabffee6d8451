using System.Data.Common;
using Haochaping.Kernel.Data;
using Haochaping.Storage.Postgres;
using Haochaping.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Haochaping.Host.Backups;

/// <summary>整库 — what backup and restore ask of a store beyond reading rows; the two differ in nothing else.</summary>
internal abstract class WholeStore
{
    /// <summary>The store behind a context.</summary>
    public static WholeStore Of(AppDb db) => db.Database.IsSqlite() ? new OnSqlite() : new OnPostgres();

    /// <summary>Whether a store refused a row for what other rows say.</summary>
    public static bool IsContradiction(DbException exception) => exception is SqliteException { SqliteErrorCode: 19 } or PostgresException { SqlState: ['2', '3', ..] };

    /// <summary>Bytes it takes.</summary>
    public abstract Task<long> SizeAsync(AppDb db, CancellationToken cancel);

    /// <summary>The last number that a table gave out.</summary>
    public abstract Task<long> LastNumberAsync(AppDb db, BackedTable table, CancellationToken cancel);

    /// <summary>Before the first row is loaded, outside any transaction.</summary>
    public abstract Task PrepareAsync(AppDb db, CancellationToken cancel);

    /// <summary>Loads rows into an empty table; how many they were.</summary>
    public abstract Task<long> LoadAsync(AppDb db, BackedTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancel);

    /// <summary>Lets a table go on after this number.</summary>
    public abstract Task GoOnAfterAsync(AppDb db, BackedTable table, long number, CancellationToken cancel);

    /// <summary>After the last row; throws where a row refers to nothing.</summary>
    public abstract Task FinishAsync(AppDb db, CancellationToken cancel);

    /// <summary>Everything is on the disk, and nobody holds the store any more.</summary>
    public abstract Task LetGoAsync(AppDb db, CancellationToken cancel);

    /// <summary>The first of our tables that stands in a store without our migrations; null when none does.</summary>
    public abstract Task<string?> StrangeTableAsync(AppDb db, IReadOnlyList<BackedTable> tables, CancellationToken cancel);

    private sealed class OnSqlite : WholeStore
    {
        public override Task<long> SizeAsync(AppDb db, CancellationToken cancel) => SqliteTables.SizeAsync(db, cancel);

        public override Task<long> LastNumberAsync(AppDb db, BackedTable table, CancellationToken cancel) => SqliteTables.LastNumberAsync(db, table.Name, cancel);

        public override Task PrepareAsync(AppDb db, CancellationToken cancel) => SqliteTables.HurryAsync(db, cancel);

        public override Task<long> LoadAsync(AppDb db, BackedTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancel) =>
            SqliteTables.LoadAsync(db, table.Name, table.Names, rows, cancel);

        public override Task GoOnAfterAsync(AppDb db, BackedTable table, long number, CancellationToken cancel) => SqliteTables.GoOnAfterAsync(db, table.Name, number, cancel);

        public override async Task FinishAsync(AppDb db, CancellationToken cancel)
        {
            if (await SqliteTables.LooseEndAsync(db, cancel) is { } table)
            {
                throw BackupFaults.Of("backup-inconsistent", $"备份中 {table} 的记录所指的记录不在备份里：没有恢复。请换用另一份备份。");
            }
        }

        public override Task LetGoAsync(AppDb db, CancellationToken cancel) => SqliteTables.LetGoAsync(db, cancel);

        // The file was made for this restore.
        public override Task<string?> StrangeTableAsync(AppDb db, IReadOnlyList<BackedTable> tables, CancellationToken cancel) => Task.FromResult<string?>(null);
    }

    private sealed class OnPostgres : WholeStore
    {
        public override Task<long> SizeAsync(AppDb db, CancellationToken cancel) => PostgresTables.SizeAsync(db, cancel);

        public override Task<long> LastNumberAsync(AppDb db, BackedTable table, CancellationToken cancel) => PostgresTables.LastNumberAsync(db, table.Name, table.Numbered!, cancel);

        public override Task PrepareAsync(AppDb db, CancellationToken cancel) => Task.CompletedTask;

        public override Task<long> LoadAsync(AppDb db, BackedTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancel) =>
            PostgresTables.LoadAsync(db, table.Name, table.Names, rows, cancel);

        public override Task GoOnAfterAsync(AppDb db, BackedTable table, long number, CancellationToken cancel) => PostgresTables.GoOnAfterAsync(db, table.Name, table.Numbered!, number, cancel);

        public override Task FinishAsync(AppDb db, CancellationToken cancel) => PostgresTables.AnalyzeAsync(db, cancel);

        public override Task LetGoAsync(AppDb db, CancellationToken cancel) => Task.CompletedTask;

        public override Task<string?> StrangeTableAsync(AppDb db, IReadOnlyList<BackedTable> tables, CancellationToken cancel) =>
            PostgresTables.StandsAsync(db, [.. tables.Select(t => t.Name)], cancel);
    }
}
