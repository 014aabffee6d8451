using System.Data.Common;
using System.Text;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Haochaping.Storage.Postgres;

/// <summary>PostgreSQL 15+ — the production store. Batches travel as arrays, one statement for a whole lane.</summary>
public sealed class PostgresStore(NpgsqlDataSource source) : IStore, IDisposable
{
    private const int OldestMajor = 15;
    private static readonly Refusal NotText = new(RefusalKind.Unprocessable, "text-not-storable", "内容含有无法保存的字符：请删去后重新提交。");

    /// <inheritdoc />
    public string Name => "postgres";

    /// <inheritdoc />
    public int WriteLanes => 2;

    /// <inheritdoc />
    public void Configure(DbContextOptionsBuilder options) =>
        options.UseNpgsql(source, postgres => postgres.MigrationsAssembly(GetType().Assembly));

    /// <inheritdoc />
    public Task<List<TRow>> LoadAsync<TRow>(AppDb db, IReadOnlyList<object[]> keys, CancellationToken cancel)
        where TRow : class
    {
        var table = Table.Of(db, typeof(TRow));
        var arrays = table.Keys.Select((c, k) => (object)new NpgsqlParameter("k" + k, ArrayOf(c, keys.Select(key => c.Convert(key[k]))))).ToArray();
        var on = string.Join(" AND ", table.Keys.Select(c => $"t.{c.Sql} = k.{c.Sql}"));
        var sql = $"SELECT t.* FROM unnest({string.Join(", ", table.Keys.Select((c, k) => $"@k{k}::{c.StoreType}[]"))}) AS k({Names(table.Keys)}) JOIN {table.Sql} t ON {on}";
        return db.Set<TRow>().FromSqlRaw(sql, arrays).AsNoTracking().ToListAsync(cancel);
    }

    /// <inheritdoc />
    public async Task InsertAsync(AppDb db, Table table, IReadOnlyList<object> rows, CancellationToken cancel)
    {
        await using var command = Command(db, $"INSERT INTO {table.Sql} ({Names(table.Columns)}) SELECT * FROM unnest({Arrays(table.Columns)})");
        Bind(command, table.Columns, rows);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <inheritdoc />
    public async Task<bool[]> ClaimAsync(AppDb db, Table table, string guard, IReadOnlyList<(object Row, object Expected)> claims, CancellationToken cancel)
    {
        var column = table.ColumnOf(guard);
        var sets = string.Join(", ", table.Others.Select(c => $"{c.Sql} = v.{c.Sql}"));
        var keys = string.Join(" AND ", table.Keys.Select(c => $"t.{c.Sql} = v.{c.Sql}"));
        await using var command = Command(
            db,
            $"UPDATE {table.Sql} t SET {sets} FROM unnest({Arrays(table.Columns)}, @expected::{column.StoreType}[]) WITH ORDINALITY AS v({Names(table.Columns)}, expected_value, ord) WHERE {keys} AND t.{column.Sql} = v.expected_value RETURNING v.ord");
        Bind(command, table.Columns, [.. claims.Select(c => c.Row)]);
        command.Parameters.Add(new NpgsqlParameter("expected", ArrayOf(column, claims.Select(c => column.Convert(c.Expected)))));
        var won = new bool[claims.Count];
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            won[reader.GetInt64(0) - 1] = true;
        }

        return won;
    }

    /// <inheritdoc />
    public async Task<string?> UnfitAsync(AppDb db, CancellationToken cancel) =>
        TooOld((await db.Database.SqlQueryRaw<int>("SELECT current_setting('server_version_num')::int AS \"Value\"").ToListAsync(cancel)).Single());

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> UnsafeSettingsAsync(AppDb db, CancellationToken cancel)
    {
        var settings = await db.Database.SqlQueryRaw<string>(
            "SELECT name || '=' || setting AS \"Value\" FROM pg_settings WHERE (name = 'fsync' OR name = 'full_page_writes') AND setting = 'off' OR name = 'synchronous_commit' AND setting IN ('off')").ToListAsync(cancel);
        return [.. settings.Select(s => $"PostgreSQL {s}：断电可能丢失已答复的评价。")];
    }

    /// <inheritdoc />
    public Refusal? Diagnose(Exception exception) => exception.Causes().OfType<NpgsqlException>().FirstOrDefault() switch
    {
        null => exception.Causes().Any(c => c is EncoderFallbackException) ? NotText : null,
        PostgresException { SqlState: "22021" or "22P05" } => NotText,
        PostgresException { SqlState: "53100" } => new(RefusalKind.Busy, "storage-full", "服务器磁盘已满，暂时不能保存。您的内容没有提交成功，请稍后再试；管理员请清理磁盘。"),
        PostgresException { SqlState: "53300" or "57P01" or "57P02" or "57P03" or "40001" or "40P01" } => new(RefusalKind.Busy, "storage-busy", "数据库正忙，请稍后再提交一次。"),
        PostgresException => null,
        _ => new(RefusalKind.Busy, "storage-unavailable", "数据库暂时连接不上，请稍后再试；管理员请检查数据库服务。"),
    };

    /// <summary>What is said about a server of this version (<c>140012</c> is 14.12); null when it is new enough.</summary>
    internal static string? TooOld(int version) => version / 10_000 >= OldestMajor ? null
        : $"PostgreSQL {version / 10_000}.{version % 10_000} 太旧：需要 {OldestMajor} 或更高版本，请先升级数据库服务。";

    /// <summary>Closes every connection of this house.</summary>
    public void Dispose() => source.Dispose();

    private static DbCommand Command(AppDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static void Bind(DbCommand command, IReadOnlyList<Column> columns, IReadOnlyList<object> rows)
    {
        foreach (var column in columns)
        {
            command.Parameters.Add(new NpgsqlParameter(column.Name, ArrayOf(column, rows.Select(column.ValueIn))));
        }
    }

    private static string Arrays(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => $"@{c.Name}::{c.StoreType}[]"));

    private static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => c.Sql));

    private static Array ArrayOf(Column column, IEnumerable<object?> values)
    {
        var list = values.ToList();
        var element = column.ClrType.IsValueType && list.Contains(null) ? typeof(Nullable<>).MakeGenericType(column.ClrType) : column.ClrType;
        var array = Array.CreateInstance(element, list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            array.SetValue(list[i], i);
        }

        return array;
    }
}
