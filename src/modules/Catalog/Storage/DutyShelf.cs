using System.Globalization;
using Haochaping.Catalog.Domain.Importing;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Storage;

/// <summary>The duty roster: names of windows and people in the file become their stable keys when saved.</summary>
internal sealed class DutyShelf : IShelf
{
    public ImportKind Kind => ImportKind.Roster;

    public async Task<Dictionary<string, KnownEntry>> FindAsync(AppDb db, IReadOnlyList<string> keys, IReadOnlyList<string>? fields, CancellationToken cancel)
    {
        var ids = keys.Select(IdOf).ToList();
        var rows = await db.Duties.AsNoTracking().Where(d => ids.Contains(d.Id)).ToListAsync(cancel);
        return rows.ToDictionary(d => d.Key, d => new KnownEntry("", Known.Print(fields ?? [], _ => Text(d.To))));
    }

    public async Task<(int Added, int Updated)> PutAsync(AppDb db, IReadOnlyList<Draft> rows, IReadOnlyList<string> fields, DateOnly from, CancellationToken cancel)
    {
        var ids = rows.Select(r => IdOf(r.Key)).ToList();
        var there = await db.Duties.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);
        var windows = await Names.WindowsAsync(db, [.. rows.Select(WindowOf).Distinct()], cancel);
        var people = await Names.StaffAsync(db, [.. rows.Select(PersonOf).Distinct()], cancel);
        var (added, updated) = (0, 0);
        foreach (var row in rows)
        {
            var until = row.Values.Of("to") is { Length: > 0 } to ? Instant(to) : (DateTimeOffset?)null;
            if (there.TryGetValue(IdOf(row.Key), out var duty))
            {
                updated += fields.Contains("to") && duty.To != until ? 1 : 0;
                duty.To = fields.Contains("to") ? until : duty.To;
                continue;
            }

            duty = new Duty
            {
                Id = IdOf(row.Key), Key = row.Key, Window = windows[WindowOf(row)].Key, Staff = people[PersonOf(row)].Token, From = Instant(row.Values.Of("from")), To = until,
            };
            db.Add(duty);
            there[duty.Id] = duty;
            added++;
        }

        return (added, updated);
    }

    private static WindowKey WindowOf(Draft row) => new(row.Values.Of("place"), row.Values.Of("window"));

    private static StaffKey PersonOf(Draft row) => new(row.Values.Of("institution"), row.Values.Of("workNumber"));

    private static Guid IdOf(string key) => Ids.Derive("catalog_duties", key);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset? at) => at?.ToOffset(Kernel.Time.HouseTime.Offset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) ?? "";
}
