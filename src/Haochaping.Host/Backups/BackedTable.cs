using System.Data.Common;
using System.Text.Json;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Haochaping.Host.Backups;

/// <summary>备份表 — one table as the model describes it, in words that no store has of its own.</summary>
/// <param name="Name">Table name.</param>
/// <param name="Columns">Every column, also one that the store numbers.</param>
/// <param name="Numbered">The column that the store numbers, or null.</param>
internal sealed record BackedTable(string Name, IReadOnlyList<BackedColumn> Columns, string? Numbered)
{
    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Names { get; } = [.. Columns.Select(c => c.Name)];

    /// <summary>Every table of the house; a table stands after those that it refers to.</summary>
    public static IReadOnlyList<BackedTable> Of(AppDb db)
    {
        var waiting = db.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var sorted = new List<ITable>();
        while (waiting.Count > 0)
        {
            sorted.Add(waiting.Find(t => !t.ForeignKeyConstraints.Any(f => f.PrincipalTable != t && waiting.Contains(f.PrincipalTable)))
                ?? throw new InvalidOperationException("Tables refer to each other in a circle."));
            waiting.Remove(sorted[^1]);
        }

        return [.. sorted.Select(Of)];
    }

    /// <summary>How many rows it has.</summary>
    public async Task<long> CountAsync(AppDb db, CancellationToken cancel)
    {
        await using var command = Command(db, $"SELECT COUNT(*) FROM \"{Name}\"");
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Whether it has any row.</summary>
    public async Task<bool> HasRowsAsync(AppDb db, CancellationToken cancel)
    {
        await using var command = Command(db, $"SELECT 1 FROM \"{Name}\" LIMIT 1");
        return await command.ExecuteScalarAsync(cancel) is not null;
    }

    /// <summary>All of its rows, one by one.</summary>
    public async IAsyncEnumerable<DbDataReader> ReadAsync(AppDb db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = Command(db, $"SELECT {string.Join(", ", Names.Select(n => $"\"{n}\""))} FROM \"{Name}\"");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            yield return reader;
        }
    }

    private static BackedTable Of(ITable table)
    {
        var columns = table.Columns.OrderBy(c => c.Name, StringComparer.Ordinal).ToList();
        var numbered = columns.Find(c => c.PropertyMappings[0].Property is { ValueGenerated: ValueGenerated.OnAdd } p && p.ClrType == typeof(long));
        return new(table.Name, [.. columns.Select(c => new BackedColumn(c.Name, Cells.KindOf(c.PropertyMappings[0].Property)))], numbered?.Name);
    }

    private static DbCommand Command(AppDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0; // as long as it takes
        return command;
    }
}

/// <summary>备份列 — a column and what its cells are, in either store.</summary>
internal sealed record BackedColumn(string Name, CellKind Kind);
