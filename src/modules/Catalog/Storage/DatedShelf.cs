using System.Globalization;
using Haochaping.Catalog.Domain.Importing;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Storage;

/// <summary>A table of dated entries.</summary>
internal sealed class DatedShelf<T>(ImportKind kind, string table, IReadOnlyList<Column<T>> own) : IShelf
    where T : Dated, new()
{
    private readonly Dictionary<string, Column<T>> columns = own
        .Append(new("name", e => e.Name, (e, v) => e.Name = v))
        .Append(new("effectiveTo", e => Day(e.EffectiveTo), (e, v) => e.EffectiveTo = v.Length == 0 ? null : Day(v)))
        .ToDictionary(c => c.Field);

    /// <summary>What follows from the written fields, and what only a new entry needs.</summary>
    public Action<T> Finish { get; init; } = _ => { };

    /// <summary>Second natural key under which messages may name an entry.</summary>
    public System.Linq.Expressions.Expression<Func<T, string>>? Alias { get; init; }

    public ImportKind Kind => kind;

    public async Task<Dictionary<string, KnownEntry>> FindAsync(AppDb db, IReadOnlyList<string> keys, IReadOnlyList<string>? fields, CancellationToken cancel)
    {
        var found = new Dictionary<string, KnownEntry>();
        await foreach (var entry in db.Set<T>().AsNoTracking().Where(e => e.Latest && keys.Contains(e.Key)).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var rank = columns.TryGetValue("level", out var level) ? level.Get(entry) : "";
            found[entry.Key] = new KnownEntry(rank, Known.Print(fields ?? [], f => columns[f].Get(entry)));
        }

        if (fields is null && Alias is not null)
        {
            await foreach (var alias in db.Set<T>().AsNoTracking().Select(Alias).Where(a => keys.Contains(a)).AsAsyncEnumerable().WithCancellation(cancel))
            {
                found.TryAdd(alias, default);
            }
        }

        return found;
    }

    public async Task<(int Added, int Updated)> PutAsync(AppDb db, IReadOnlyList<Draft> rows, IReadOnlyList<string> fields, DateOnly from, CancellationToken cancel)
    {
        var keys = rows.Select(r => r.Key).ToList();
        var there = await db.Set<T>().Where(e => e.Latest && keys.Contains(e.Key)).ToDictionaryAsync(e => e.Key, cancel);
        var (added, updated) = (0, 0);
        foreach (var row in rows)
        {
            var begins = row.Values.Of("effectiveFrom") is { Length: > 0 } day ? Day(day) : from;
            if (!there.TryGetValue(row.Key, out var entry))
            {
                there[row.Key] = entry = new T { Key = row.Key };
                entry.Begin(table, begins);
                Write(entry, row.Values);
                db.Add(entry);
                added++;
            }
            else if (fields.Any(f => columns[f].Get(entry) != row.Values.Of(f)))
            {
                there[row.Key] = Change(db, entry, row.Values, begins);
                updated++;
            }
        }

        return (added, updated);
    }

    /// <summary>The day's own entry is corrected; an older one is closed and followed by a new version.</summary>
    private T Change(AppDb db, T entry, Values values, DateOnly begins)
    {
        if (begins <= entry.EffectiveFrom)
        {
            Write(entry, values);
            return entry;
        }

        var next = (T)entry.Next(table, begins);
        Write(next, values);
        entry.Latest = false;
        entry.EffectiveTo = entry.EffectiveTo < begins ? entry.EffectiveTo : begins;
        db.Add(next);
        return next;
    }

    private void Write(T entry, Values values)
    {
        foreach (var (field, value) in values)
        {
            if (columns.TryGetValue(field, out var column))
            {
                column.Set(entry, value);
            }
        }

        Finish(entry);
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
