using System.Data.Common;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace Haochaping.Storage.Sqlite;

/// <summary>内置库 — SQLite in one file: WAL, every commit synced before it is answered, one writer.</summary>
public sealed class SqliteStore(string file, bool syncEveryCommit = true) : IStore
{
    /// <inheritdoc />
    public string Name => "sqlite";

    /// <inheritdoc />
    public int WriteLanes => 1;

    /// <inheritdoc />
    public void Configure(DbContextOptionsBuilder options) => options
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ToString(), sqlite => sqlite.MigrationsAssembly(GetType().Assembly))
        .AddInterceptors(new Pragmas(syncEveryCommit));

    /// <inheritdoc />
    public Task<List<TRow>> LoadAsync<TRow>(AppDb db, IReadOnlyList<object[]> keys, CancellationToken cancel)
        where TRow : class
    {
        var table = Table.Of(db, typeof(TRow));
        var width = table.Keys.Count;
        var marks = string.Join(',', keys.Select((_, i) => $"({string.Join(',', Enumerable.Range(0, width).Select(k => $"{{{(i * width) + k}}}"))})"));
        var values = keys.SelectMany(key => key.Select((value, k) => table.Keys[k].Convert(value)!)).ToArray();
        var sql = $"SELECT * FROM {table.Sql} WHERE ({Names(table.Keys)}) IN (VALUES {marks})";
        return db.Set<TRow>().FromSqlRaw(sql, values).AsNoTracking().ToListAsync(cancel);
    }

    /// <inheritdoc />
    public async Task InsertAsync(AppDb db, Table table, IReadOnlyList<object> rows, CancellationToken cancel)
    {
        await using var command = Command(db, $"INSERT INTO {table.Sql} ({Names(table.Columns)}) VALUES ({Marks(table.Columns)})");
        foreach (var row in rows)
        {
            command.Parameters.Clear();
            Bind(command, table.Columns, row);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <inheritdoc />
    public async Task<bool[]> ClaimAndInsertAsync(AppDb db, RowClaims claims)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var won = await ClaimAsync(db, claims);
        foreach (var (table, rows) in RowClaims.Inserts(db, claims.All.Where((_, i) => won[i])))
        {
            await InsertAsync(db, table, rows, CancellationToken.None);
        }

        await transaction.CommitAsync();
        return won;
    }

    /// <inheritdoc />
    /// <remarks>The engine travels with the program, so it is always the right one.</remarks>
    public Task<string?> UnfitAsync(AppDb db, CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> UnsafeSettingsAsync(AppDb db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Command(db, "PRAGMA synchronous");
        return await command.ExecuteScalarAsync(cancel) is >= 2L ? [] : ["SQLite synchronous < FULL：断电可能丢失已答复的评价。"];
    }

    /// <inheritdoc />
    public Refusal? Diagnose(Exception exception) => exception.Causes().OfType<SqliteException>().FirstOrDefault()?.SqliteErrorCode switch
    {
        13 => new(RefusalKind.Busy, "storage-full", "服务器磁盘已满，暂时不能保存。您的内容没有提交成功，请稍后再试；管理员请清理磁盘。"),
        5 or 6 => new(RefusalKind.Busy, "storage-busy", "数据库正忙，请稍后再提交一次。"),
        8 or 10 or 14 => new(RefusalKind.Busy, "storage-unavailable", "数据库暂时不能读写，请稍后再试；管理员请检查磁盘和权限。"),
        _ => null,
    };

    private static async Task<bool[]> ClaimAsync(AppDb db, RowClaims claims)
    {
        var sets = string.Join(", ", claims.Changed.Select(c => $"{c.Sql} = @{c.Name}"));
        var keys = string.Join(" AND ", claims.Table.Keys.Select(c => $"{c.Sql} = @{c.Name}"));
        await using var command = Command(db, $"UPDATE {claims.Table.Sql} SET {sets} WHERE {keys} AND {claims.Guard.Sql} = @expected");
        var won = new bool[claims.All.Count];
        for (var i = 0; i < won.Length; i++)
        {
            command.Parameters.Clear();
            Bind(command, [.. claims.Table.Keys, .. claims.Changed], claims.All[i].Next);
            command.Parameters.Add(new SqliteParameter("@expected", claims.Guard.ValueIn(claims.All[i].Before)));
            won[i] = await command.ExecuteNonQueryAsync() == 1;
        }

        return won;
    }

    private static DbCommand Command(AppDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static void Bind(DbCommand command, IReadOnlyList<Column> columns, object row)
    {
        foreach (var column in columns)
        {
            command.Parameters.Add(new SqliteParameter("@" + column.Name, column.ValueIn(row) ?? DBNull.Value));
        }
    }

    private static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => c.Sql));

    private static string Marks(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => "@" + c.Name));

    // Pragmas belong to a connection, not to the file (journal_mode apart), so they are said on every opening.
    private sealed class Pragmas(bool syncEveryCommit) : DbConnectionInterceptor
    {
        // The driver itself sleeps 150 ms when somebody else writes; the engine looks again after 1, 2, 5 … ms.
        private readonly string text = $"PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous={(syncEveryCommit ? "FULL" : "NORMAL")}; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=1000; PRAGMA journal_size_limit=67108864;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = text;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = text;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
