using System.Data.Common;
using System.Text.Json;
using Haochaping.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Haochaping.RealInput;

/// <summary>Changes the database behind the program's back, one thing at a time, and looks whether <c>verify</c> names it.</summary>
internal sealed class Tampering(TownStore store, IReadOnlyDictionary<string, string?> settings, Binary binary, Report report)
{
    // What an insider would like to change: a sealed fact, a rating, a figure, a leaf.
    private static readonly (string Table, string Column, string Where, Func<object, object> Change)[] Changes =
    [
        ("journal", "body", "type = 'evaluation-submitted@1'", v => Flip((byte[])v)),
        ("evaluations", "level", "level = 1", _ => 5L),
        ("statistics_cube", "count", "count > 0", v => Convert.ToInt64(v, System.Globalization.CultureInfo.InvariantCulture) + 1),
        ("log", "leaf", "position = 5000", v => Flip((byte[])v)),
    ];

    public async Task RunAsync()
    {
        var (exit, said) = await Report.TimeAsync("verify", () => binary.RunAsync("verify"));
        var lines = said.Trim().ReplaceLineEndings("\n").Split('\n');
        Report.Say("     " + string.Join("\n     ", lines.Length > 12 ? [.. lines[..6], "…", .. lines[^5..]] : lines));
        report.Expect("verify of what nobody touched ends with", exit, 0);
        foreach (var (table, column, where, change) in Changes)
        {
            await ChangeAsync(table, column, where, change);
        }
    }

    private async Task ChangeAsync(string table, string column, string where, Func<object, object> change)
    {
        var found = await RowAsync($"SELECT {Address}, {column} FROM {table} WHERE {where} LIMIT 1");
        var moved = await SetAsync(table, column, found[0], change(found[1]));
        var (exit, said) = await binary.RunAsync("verify", "--json");
        report.Expect($"verify after {table}.{column} was changed ends with", exit, 2);
        if (exit == 2)
        {
            Tell(table, said);
        }

        await SetAsync(table, column, moved, found[1]);
        report.Expect("put back, verify ends with", (await binary.RunAsync("verify")).Exit, 0);
    }

    private void Tell(string table, string said)
    {
        var faults = JsonDocument.Parse(said).RootElement.GetProperty("faults").EnumerateArray().ToList();
        report.Expect($"it names {table}", faults.Exists(f => f.GetProperty("table").GetString() == table), true);
        foreach (var fault in faults.Take(3))
        {
            Report.Say($"     {fault.GetProperty("table")} {fault.GetProperty("row")} {fault.GetProperty("column")}：{fault.GetProperty("message")} [{fault.GetProperty("code")}]");
        }
    }

    // Where the store keeps a row; on PostgreSQL a changed row moves, so changing tells the new address.
    private string Address => store == TownStore.Sqlite ? "rowid" : "ctid::text";

    private async Task<object> SetAsync(string table, string column, object address, object value) =>
        (await RowAsync($"UPDATE {table} SET {column} = @value WHERE {Address} = @address RETURNING {Address}", ("value", value), ("address", address)))[0];

    private async Task<object[]> RowAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var connection = await OpenAsync();
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)] : throw new InvalidOperationException($"No row: {sql}");
    }

    private async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = store == TownStore.Sqlite
            ? new SqliteConnection($"Data Source={Path.Combine(settings["HAOCHAPING_DATA"]!, "haochaping.db")}")
            : new NpgsqlConnection(settings["Database:ConnectionString"]);
        await connection.OpenAsync();
        return connection;
    }

    private static DbCommand Command(DbConnection connection, string sql, (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // the bench's own words, nobody's input
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static byte[] Flip(byte[] bytes)
    {
        var copy = bytes.ToArray();
        copy[copy.Length / 2] ^= 1;
        return copy;
    }
}
