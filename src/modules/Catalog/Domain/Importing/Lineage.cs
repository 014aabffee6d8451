namespace Haochaping.Catalog.Domain.Importing;

/// <summary>
/// 上级链 — does a key stand on known ground? In the catalogue already, or in the file under a superior that stands.
/// Walked without recursion: a file may hold a chain as long as itself.
/// </summary>
internal sealed class Lineage(Kind kind, Survey survey, Known known, Func<ImportKind, string, bool> exists)
{
    private readonly Dictionary<string, bool> verdicts = [];

    public bool Stands(string key)
    {
        var path = new List<string>();
        var seen = new HashSet<string>();
        while (true)
        {
            if (Verdict(key, seen) is { } verdict)
            {
                path.ForEach(k => verdicts[k] = verdict);
                return verdict;
            }

            path.Add(key);
            key = survey.Entries[key].Superior;
        }
    }

    /// <summary>Rank of a key, from the catalogue or from the file.</summary>
    public string RankOf(string key) =>
        known.Find(kind.Id, key) is { } entry ? entry.Rank : survey.Entries.TryGetValue(key, out var own) ? own.Rank : "";

    /// <summary>Yes, no, or null: ask the superior.</summary>
    private bool? Verdict(string key, HashSet<string> seen)
    {
        if (verdicts.TryGetValue(key, out var settled))
        {
            return settled;
        }

        if (known.Has(kind.Id, key))
        {
            return true;
        }

        if (!survey.Entries.TryGetValue(key, out var entry) || !seen.Add(key) || !entry.Names.All(n => exists(n.To, n.Key)))
        {
            return false;
        }

        if (entry.Superior.Length == 0)
        {
            return true;
        }

        return entry.Superior != key && kind.FitsUnder(entry.Rank, RankOf(entry.Superior)) ? null : false;
    }
}
