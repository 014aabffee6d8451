using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Text;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Haochaping.Storage.Postgres;

/// <summary>PostgreSQL 15+ — the production store. Batches travel as arrays, one statement for a whole lane.</summary>
/// <param name="connection">
/// Connection string. What is asked again and again is prepared on the server, where it does not say otherwise: planning costs as much as
/// doing. Behind a pooler that cannot keep prepared statements, it has to say <c>Max Auto Prepare=0</c>. Queries are not compiled to machine
/// code, where it names no <c>Options</c> of its own: that pays for reports of minutes, and costs a second of two processors here.
/// </param>
public sealed class PostgresStore(string connection) : IStore, IDisposable
{
    private const int OldestMajor = 15;
    private const int PreparedStatements = 200;
    private static readonly ConcurrentDictionary<Type, Func<IReadOnlyList<object?>, Array>> Makers = new();
    private static readonly Refusal NotText = new(RefusalKind.Unprocessable, "text-not-storable", "内容含有无法保存的字符：请删去后重新提交。");

    private readonly string connection = Settled(connection);

    /// <inheritdoc />
    public string Name => "postgres";

    /// <inheritdoc />
    public int WriteLanes => 2;

    /// <inheritdoc />
    public void Configure(DbContextOptionsBuilder options) =>
        options.UseNpgsql(connection, postgres => postgres.MigrationsAssembly(GetType().Assembly));

    /// <inheritdoc />
    public Task<List<TRow>> LoadAsync<TRow>(AppDb db, IReadOnlyList<object[]> keys, CancellationToken cancel)
        where TRow : class
    {
        var table = Table.Of(db, typeof(TRow));
        var arrays = table.Keys.Select((c, k) => (object)new NpgsqlParameter("k" + k, ArrayOf(c, [.. keys.Select(key => c.Convert(key[k]))]))).ToArray();
        var on = string.Join(" AND ", table.Keys.Select(c => $"t.{c.Sql} = k.{c.Sql}"));
        var sql = $"SELECT t.* FROM unnest({string.Join(", ", table.Keys.Select((c, k) => $"@k{k}::{c.StoreType}[]"))}) AS k({Names(table.Keys)}) JOIN {table.Sql} t ON {on}";
        return db.Set<TRow>().FromSqlRaw(sql, arrays).AsNoTracking().ToListAsync(cancel);
    }

    /// <inheritdoc />
    public async Task InsertAsync(AppDb db, Table table, IReadOnlyList<object> rows, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        batch.BatchCommands.Add(Inserting(table, rows));
        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <inheritdoc />
    /// <remarks>
    /// Claims and inserts travel together, as if everybody had won: one round trip, and one for the commit. Where somebody was faster,
    /// nothing of it stands, and the winners go again without the losers.
    /// </remarks>
    public async Task<bool[]> ClaimAndInsertAsync(AppDb db, RowClaims claims)
    {
        var standing = Enumerable.Range(0, claims.All.Count).ToList();
        while (standing.Count > 0 && await TryAsync(db, claims with { All = standing.ConvertAll(i => claims.All[i]) }) is { } won && won.Contains(false))
        {
            standing = [.. standing.Where((_, i) => won[i])];
        }

        return [.. claims.All.Select((_, i) => standing.Contains(i))];
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
    public void Dispose() => NpgsqlConnection.ClearPool(new NpgsqlConnection(connection));

    private static string Settled(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true }; // nothing here changes a session
        settings.MaxAutoPrepare = new DbConnectionStringBuilder { ConnectionString = connection }.ContainsKey("Max Auto Prepare") ? settings.MaxAutoPrepare : PreparedStatements;
        settings.Options ??= "-c jit=off";
        return settings.ToString();
    }

    // Commits only when every claim was won.
    private static async Task<bool[]> TryAsync(AppDb db, RowClaims claims)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction());
        batch.BatchCommands.Add(Claiming(claims));
        foreach (var (table, rows) in RowClaims.Inserts(db, claims.All))
        {
            batch.BatchCommands.Add(Inserting(table, rows));
        }

        var won = new bool[claims.All.Count];
        await using (var reader = await batch.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                won[reader.GetInt64(0) - 1] = true;
            }

            if (!won.Contains(false))
            {
                await reader.NextResultAsync(); // an insert that failed says so here
            }
            else
            {
                await DropAsync(reader); // what a loser would have inserted may stand already
            }
        }

        await (won.Contains(false) ? transaction.RollbackAsync() : transaction.CommitAsync());
        return won;
    }

    private static async Task DropAsync(NpgsqlDataReader reader)
    {
        try
        {
            await reader.NextResultAsync();
        }
        catch (PostgresException)
        {
        }
    }

    private static NpgsqlBatchCommand Claiming(RowClaims claims)
    {
        IReadOnlyList<Column> columns = [.. claims.Table.Keys, .. claims.Changed];
        var sets = string.Join(", ", claims.Changed.Select(c => $"{c.Sql} = v.{c.Sql}"));
        var keys = string.Join(" AND ", claims.Table.Keys.Select(c => $"t.{c.Sql} = v.{c.Sql}"));
        var command = new NpgsqlBatchCommand(
            $"UPDATE {claims.Table.Sql} t SET {sets} FROM unnest({Arrays(columns)}, @expected::{claims.Guard.StoreType}[]) WITH ORDINALITY AS v({Names(columns)}, expected_value, ord) WHERE {keys} AND t.{claims.Guard.Sql} = v.expected_value RETURNING v.ord");
        Bind(command.Parameters, columns, [.. claims.All.Select(c => c.Next)]);
        command.Parameters.Add(new NpgsqlParameter("expected", ArrayOf(claims.Guard, [.. claims.All.Select(c => claims.Guard.ValueIn(c.Before))])));
        return command;
    }

    private static NpgsqlBatchCommand Inserting(Table table, IReadOnlyList<object> rows)
    {
        var command = new NpgsqlBatchCommand($"INSERT INTO {table.Sql} ({Names(table.Columns)}) SELECT * FROM unnest({Arrays(table.Columns)})");
        Bind(command.Parameters, table.Columns, rows);
        return command;
    }

    private static void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<Column> columns, IReadOnlyList<object> rows)
    {
        foreach (var column in columns)
        {
            parameters.Add(new NpgsqlParameter(column.Name, ArrayOf(column, [.. rows.Select(column.ValueIn)])));
        }
    }

    private static string Arrays(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => $"@{c.Name}::{c.StoreType}[]"));

    private static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => c.Sql));

    private static Array ArrayOf(Column column, IReadOnlyList<object?> values) =>
        Makers.GetOrAdd(column.ClrType.IsValueType && values.Contains(null) ? typeof(Nullable<>).MakeGenericType(column.ClrType) : column.ClrType, MakerOf)(values);

    private static Func<IReadOnlyList<object?>, Array> MakerOf(Type element) =>
        typeof(PostgresStore).GetMethod(nameof(Make), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(element).CreateDelegate<Func<IReadOnlyList<object?>, Array>>();

    private static T[] Make<T>(IReadOnlyList<object?> values) => [.. values.Select(v => (T)v!)];
}
