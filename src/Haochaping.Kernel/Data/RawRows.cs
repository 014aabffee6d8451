using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Kernel.Data;

/// <summary>
/// 原样读取 — rows as they lie in the store, for verification only: every cell comes untyped and nothing a damaged row may
/// hold throws. All reads see one moment of the store, and none of them blocks a writer.
/// </summary>
public sealed class RawRows : IAsyncDisposable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly AppDb db;
    private readonly bool sqlite;

    private RawRows(AppDb db, bool sqlite) => (this.db, this.sqlite) = (db, sqlite);

    /// <summary>Holds the moment from which everything is read, until disposed.</summary>
    public static async Task<RawRows> OpenAsync(AppDb db, CancellationToken cancel)
    {
        var rows = new RawRows(db, db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal));
        await db.Database.OpenConnectionAsync(cancel);

        // Said as text, because SQLite's driver would take the one write lock for any transaction it begins itself.
        await rows.SayAsync(rows.sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", cancel);
        return rows;
    }

    /// <summary>
    /// The result of a query as cells, streamed, in the order of its projection: <c>select new { … }</c> of columns, whose
    /// conversions are not applied. One stream at a time.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<RawCell>> ReadAsync(IQueryable query, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = query.CreateDbCommand();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var cells = new RawCell[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = new RawCell(ValueOf(reader, i));
            }

            yield return cells;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await SayAsync("ROLLBACK", CancellationToken.None);
        await db.Database.CloseConnectionAsync();
    }

    private object? ValueOf(DbDataReader reader, int i)
    {
        try
        {
            return reader.GetValue(i) switch
            {
                DBNull => null,
                string when sqlite => Strict.GetString(reader.GetFieldValue<byte[]>(i)), // the driver would cut at a zero byte
                var value => value,
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return RawCell.Unreadable;
        }
    }

    private async Task SayAsync(string sql, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>One cell as it lies in the store. Each reading is null unless the cell is exactly what the house would have written.</summary>
public readonly struct RawCell(object? value)
{
    internal static readonly object Unreadable = new();

    /// <summary>True for NULL.</summary>
    public bool IsNull => value is null;

    /// <summary>A whole number.</summary>
    public long? Number => value switch { long n => n, int n => n, short n => n, _ => null };

    /// <summary>Text.</summary>
    public string? Text => value as string;

    /// <summary>Bytes.</summary>
    public byte[]? Bytes => value as byte[];

    /// <summary>A key.</summary>
    public Guid? Guid => value switch
    {
        Guid guid => guid,
        string text when System.Guid.TryParseExact(text, "D", out var guid) && string.Equals(guid.ToString().ToUpperInvariant(), text, StringComparison.Ordinal) => guid,
        _ => null,
    };

    /// <summary>An instant; SQLite keeps milliseconds.</summary>
    public DateTimeOffset? Instant => value switch
    {
        DateTime { Kind: DateTimeKind.Utc } utc => new DateTimeOffset(utc),
        long ms when ms >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() => DateTimeOffset.FromUnixTimeMilliseconds(ms),
        _ => null,
    };

    /// <summary>A civil date.</summary>
    public DateOnly? Date => value switch
    {
        DateOnly date => date,
        DateTime { TimeOfDay.Ticks: 0 } day => DateOnly.FromDateTime(day),
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        _ => null,
    };

    /// <summary>Yes or no.</summary>
    public bool? Flag => value switch { bool flag => flag, 0L => false, 1L => true, _ => null };
}
