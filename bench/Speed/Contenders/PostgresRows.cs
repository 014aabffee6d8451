using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Haochaping.Speed.Contenders;

/// <summary>The two rows in tables like the house's own, with the same keys and indexes, beside them in the same database.</summary>
internal sealed class PostgresRows : IRows
{
    private static readonly string[] Own = ["case_id", "task_id", "entry_id", "level", "text"];

    private readonly NpgsqlDataSource source;
    private readonly Made[] tables;

    private PostgresRows(NpgsqlDataSource source, Made[] tables) => (this.source, this.tables) = (source, tables);

    public static async Task<PostgresRows> OpenAsync(string connection, string kind)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = 64, MaxAutoPrepare = 16, AutoPrepareMinUsages = 1 }.ToString());
        return new(source, [await Made.LikeAsync(source, "evaluations", kind, "true"), await Made.LikeAsync(source, "journal", kind, "type = 'evaluation-submitted@1'")]);
    }

    public Task SaveAsync(Rating rating) => SaveAllAsync([rating]);

    // A batch without a transaction of its own is one commit.
    public async Task SaveAllAsync(IReadOnlyList<Rating> ratings)
    {
        var ids = ratings.Select(_ => Guid.NewGuid()).ToArray(); // keys of cases are hashes: they fall anywhere in the index
        await using var batch = source.CreateBatch();
        foreach (var table in tables)
        {
            var command = new NpgsqlBatchCommand(table.Insert);
            command.Parameters.Add(new NpgsqlParameter("id", ids));
            command.Parameters.Add(new NpgsqlParameter("level", ratings.Select(r => r.Level).ToArray()));
            command.Parameters.Add(new NpgsqlParameter("text", ratings.Select(r => r.Text).ToArray()));
            command.Parameters.AddRange(table.Constants.Select(c => new NpgsqlParameter(c.Name, c.Value)).ToArray());
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync();
    }

    private sealed record Made(string Insert, IReadOnlyList<(string Name, object Value)> Constants)
    {
        public static async Task<Made> LikeAsync(NpgsqlDataSource source, string table, string kind, string where)
        {
            var name = $"{kind}_{table}";
            await using (var make = source.CreateCommand($"DROP TABLE IF EXISTS {name}; CREATE TABLE {name} (LIKE {table} INCLUDING ALL)"))
            {
                await make.ExecuteNonQueryAsync();
            }

            await using var one = source.CreateCommand($"SELECT * FROM {table} WHERE {where} LIMIT 1");
            await using var reader = await one.ExecuteReaderAsync();
            if (!await reader.ReadAsync())
            {
                throw new InvalidOperationException($"The house has no row in {table} yet to be like.");
            }

            var columns = (await reader.GetColumnSchemaAsync()).ToList();
            var constants = columns.Where(c => !Own.Contains(c.ColumnName) && reader.GetValue(c.ColumnOrdinal!.Value) is not DBNull)
                .Select(c => (Name: "c" + c.ColumnOrdinal!.Value.ToString(CultureInfo.InvariantCulture), reader.GetValue(c.ColumnOrdinal!.Value), c)).ToList();
            var used = columns.Where(c => Own.Contains(c.ColumnName)).Select(c => (Column: c.ColumnName, Value: c.ColumnName is "level" or "text" ? "k." + c.ColumnName : "k.id"))
                .Concat(constants.Select(c => (Column: c.c.ColumnName, Value: "@" + c.Name))).ToList();
            return new(
                $"INSERT INTO {name} ({string.Join(", ", used.Select(u => $"\"{u.Column}\""))}) SELECT {string.Join(", ", used.Select(u => u.Value))} FROM unnest(@id, @level, @text) AS k(id, level, text)",
                [.. constants.Select(c => (c.Name, c.Item2))]);
        }
    }
}
