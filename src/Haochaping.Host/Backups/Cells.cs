using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Haochaping.Host.Backups;

/// <summary>What the cells of a column are.</summary>
internal enum CellKind
{
    Key,
    Text,
    Number,
    LongNumber,
    Flag,
    Date,
    Instant,
    Bytes,
}

/// <summary>单元格 — one value between a store and a backup, where every store's row is the same JSON: keys, dates and instants as text, bytes as base64.</summary>
internal static class Cells
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The kind of a property's column.</summary>
    public static CellKind KindOf(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Bare(property.ClrType) == typeof(DateTimeOffset) ? CellKind.Instant
            : Bare(type) == typeof(Guid) ? CellKind.Key
            : type == typeof(string) ? CellKind.Text
            : Bare(type) == typeof(int) ? CellKind.Number
            : Bare(type) == typeof(long) ? CellKind.LongNumber
            : Bare(type) == typeof(bool) ? CellKind.Flag
            : Bare(type) == typeof(DateOnly) ? CellKind.Date
            : type == typeof(byte[]) ? CellKind.Bytes
            : throw new NotSupportedException($"A backup cannot hold {property.DeclaringType.Name}.{property.Name} ({type.Name}) yet.");
    }

    /// <summary>Writes the cell that a reader stands on.</summary>
    public static void Write(Utf8JsonWriter json, DbDataReader row, int at, CellKind kind, bool sqlite)
    {
        if (row.IsDBNull(at))
        {
            json.WriteNullValue();
            return;
        }

        switch (kind)
        {
            case CellKind.Key: json.WriteStringValue(row.GetGuid(at)); break;
            case CellKind.Text: json.WriteStringValue(sqlite ? Strict.GetString(row.GetFieldValue<byte[]>(at)) : row.GetString(at)); break; // SQLite's driver would cut at a zero byte
            case CellKind.Number: json.WriteNumberValue(row.GetInt32(at)); break;
            case CellKind.LongNumber: json.WriteNumberValue(row.GetInt64(at)); break;
            case CellKind.Flag: json.WriteBooleanValue(row.GetBoolean(at)); break;
            case CellKind.Date: json.WriteStringValue(row.GetFieldValue<DateOnly>(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case CellKind.Instant: json.WriteStringValue((sqlite ? DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(at)).UtcDateTime : row.GetDateTime(at)).ToString(InstantFormat, CultureInfo.InvariantCulture)); break;
            case CellKind.Bytes: json.WriteBase64StringValue(row.GetFieldValue<byte[]>(at)); break;
        }
    }

    /// <summary>The value of a cell, as the store's driver takes it.</summary>
    public static object? Read(JsonElement cell, CellKind kind, bool sqlite) => cell.ValueKind == JsonValueKind.Null ? null : kind switch
    {
        CellKind.Key => cell.GetGuid(),
        CellKind.Text => cell.GetString(),
        CellKind.Number => cell.GetInt32(),
        CellKind.LongNumber => cell.GetInt64(),
        CellKind.Flag => cell.GetBoolean(),
        CellKind.Date => DateOnly.ParseExact(cell.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Instant => sqlite ? new DateTimeOffset(Instant(cell)).ToUnixTimeMilliseconds() : Instant(cell),
        CellKind.Bytes => cell.GetBytesFromBase64(),
    };

    private static DateTime Instant(JsonElement cell) =>
        DateTime.ParseExact(cell.GetString()!, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
