using System.Text.Json;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;

namespace Haochaping.Ledger.Contracts;

/// <summary>行比对 — one row against what its facts say; names table, row and column, never the value.</summary>
/// <param name="table">Name of the table.</param>
/// <param name="key">Key of the row, parts joined by a slash.</param>
/// <param name="found">Called for each fault.</param>
public sealed class RowCheck(string table, string key, Action<Fault> found)
{
    // Case numbers are the longest keys that are let in; real item codes have up to 60 characters.
    private const int LongestKey = 100;

    /// <summary>Key of a row as faults name it; a part that is no key of the house stands as a question mark.</summary>
    public static string KeyOf(IReadOnlyList<RawCell> cells) => string.Join('/', cells.Select(c =>
        c.Guid?.ToString() ?? c.Number?.ToString() ?? (c.Text is { Length: <= LongestKey } text && !Guid.TryParse(text, out _) ? text : "?")));

    /// <summary>The column must hold exactly what the house writes for this value; enumerations stand by name.</summary>
    public void Says(string column, RawCell cell, object? said)
    {
        if (!IsSaid(cell, said))
        {
            Altered(column);
        }
    }

    /// <summary>The column must hold JSON that reads as this value.</summary>
    public void SaysJson<T>(string column, RawCell cell, T said)
    {
        if (Read<T>(cell) is not { } stored || JsonSerializer.Serialize(stored, FactJson.Options) != JsonSerializer.Serialize(said, FactJson.Options))
        {
            Altered(column);
        }
    }

    /// <summary>A value kept as JSON; nothing where it is not what the house writes.</summary>
    public static T? Read<T>(RawCell cell)
    {
        try
        {
            return cell.Text is { } text ? JsonSerializer.Deserialize<T>(text, FactJson.Options) : default;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return default;
        }
    }

    /// <summary>Tells that a column is not as its fact says.</summary>
    public void Altered(string column) => found(new Fault(table, key, column, "row-altered", "这一列与日志中的事实不符：已被改动。"));

    /// <summary>Tells that facts speak of a row that is not there.</summary>
    public void Missing() => found(new Fault(table, key, null, "row-missing", "日志中有这一条的事实，表中没有这一行：已被删除，或主键被改。"));

    /// <summary>Tells that a row is there of which no fact speaks.</summary>
    public void Unfounded() => found(new Fault(table, key, null, "row-unfounded", "表中有这一行，日志中没有它的事实：不是按程序写入的。"));

    private static bool IsSaid(RawCell cell, object? said) => said switch
    {
        null => cell.IsNull,
        string text => cell.Text == text,
        Enum word => cell.Text == word.ToString(),
        Guid guid => cell.Guid == guid,
        bool flag => cell.Flag == flag,
        int number => cell.Number == number,
        long number => cell.Number == number,
        DateOnly date => cell.Date == date,
        DateTimeOffset at => cell.Instant?.ToUnixTimeMilliseconds() == at.ToUnixTimeMilliseconds(),
        _ => throw new ArgumentException("Not a type of column.", nameof(said)),
    };
}
