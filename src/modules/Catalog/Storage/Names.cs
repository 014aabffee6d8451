using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Storage;

/// <summary>
/// What a message's names mean: a window by hall or by institution, a person by personnel unit or by the body worked in.
/// The stable key wins over the other; of several versions the newest.
/// </summary>
internal static class Names
{
    public static async Task<Dictionary<WindowKey, Window>> WindowsAsync(AppDb db, IReadOnlyCollection<WindowKey> keys, CancellationToken cancel)
    {
        var texts = keys.Select(k => k.ToString()).ToList();
        var rows = await db.Windows.AsNoTracking().Where(w => texts.Contains(w.Key) || texts.Contains(w.Alias)).ToListAsync(cancel);
        return Match(keys, rows, k => k.ToString(), w => w.Alias);
    }

    public static async Task<Dictionary<StaffKey, StaffMember>> StaffAsync(AppDb db, IReadOnlyCollection<StaffKey> keys, CancellationToken cancel)
    {
        var texts = keys.Select(k => k.ToString()).ToList();
        var rows = await db.StaffMembers.AsNoTracking().Where(s => texts.Contains(s.Key) || texts.Contains(s.Alias)).ToListAsync(cancel);
        return Match(keys, rows, k => k.ToString(), s => s.Alias);
    }

    private static Dictionary<TKey, TRow> Match<TKey, TRow>(IEnumerable<TKey> keys, List<TRow> rows, Func<TKey, string> textOf, Func<TRow, string> aliasOf)
        where TKey : notnull
        where TRow : Dated
    {
        var newest = rows.OrderByDescending(r => r.Latest).ThenByDescending(r => r.EffectiveFrom).ThenBy(r => r.Key, StringComparer.Ordinal).ToList();
        var byKey = newest.ToLookup(r => r.Key);
        var byAlias = newest.ToLookup(aliasOf);
        return keys.Distinct()
            .Select(k => (Key: k, Row: byKey[textOf(k)].Concat(byAlias[textOf(k)]).FirstOrDefault()))
            .Where(m => m.Row is not null)
            .ToDictionary(m => m.Key, m => m.Row!);
    }
}
