using System.Linq.Expressions;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;

namespace Haochaping.Ledger.Contracts;

/// <summary>一段案件 — some cases with their facts, to hold a module's rows against.</summary>
public sealed class CasePage
{
    private readonly CaseRange range;
    private readonly RawRows rows;
    private readonly Action<Fault> found;

    internal CasePage(CaseRange range, RawRows rows, ILookup<Guid, Recorded<IFact>> cases, Action<Fault> found) =>
        (this.range, this.rows, Cases, this.found) = (range, rows, cases, found);

    /// <summary>No cases: for rows that are not kept by case.</summary>
    public static CasePage Free(RawRows rows, Action<Fault> found) => new(new(null, null), rows, Enumerable.Empty<Recorded<IFact>>().ToLookup(f => f.Fact.CaseId), found);

    /// <summary>Facts by case, oldest first.</summary>
    public ILookup<Guid, Recorded<IFact>> Cases { get; }

    /// <summary>The rows of these cases.</summary>
    public IQueryable<T> Of<T>(IQueryable<T> rows, Expression<Func<T, Guid>> caseId) => range.Of(rows, caseId);

    /// <summary>All of a query, for rows that have to be seen together.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<RawCell>>> ReadAsync(IQueryable query, CancellationToken cancel) => await rows.ReadAsync(query, cancel).ToListAsync(cancel);

    /// <summary>Hands over the facts of each case.</summary>
    public void Each(Action<IReadOnlyList<Recorded<IFact>>> act)
    {
        foreach (var facts in Cases)
        {
            Guarded("journal", $"{facts.Key}/*", () => act([.. facts]));
        }
    }

    /// <summary>What the facts say about rows, by the rows' keys, worked out case by case.</summary>
    public Dictionary<string, TSaid> Say<TSaid>(Func<IReadOnlyList<Recorded<IFact>>, IEnumerable<(string Key, TSaid Said)>> say)
    {
        var all = new Dictionary<string, TSaid>();
        Each(facts =>
        {
            foreach (var (key, said) in say(facts))
            {
                all.TryAdd(key, said);
            }
        });
        return all;
    }

    /// <summary>Holds rows against what was said: rows that are altered, rows nobody told of, rows that are gone.</summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="query">Rows of these cases; the columns of the key come first.</param>
    /// <param name="key">How many columns the key has.</param>
    /// <param name="said">What the facts say, by key; parts joined by a slash.</param>
    /// <param name="compare">Compares one row.</param>
    /// <param name="cancel">Stops between rows.</param>
    public async Task MatchAsync<TSaid>(
        string table, IQueryable query, int key, IReadOnlyDictionary<string, TSaid> said, Action<RowCheck, IReadOnlyList<RawCell>, TSaid> compare, CancellationToken cancel)
    {
        var seen = new HashSet<string>();
        await foreach (var cells in rows.ReadAsync(query, cancel))
        {
            var name = RowCheck.KeyOf([.. cells.Take(key)]);
            var row = new RowCheck(table, name, found);
            if (!said.TryGetValue(name, out var expected))
            {
                row.Unfounded();
            }
            else if (seen.Add(name))
            {
                Guarded(table, name, () => compare(row, cells, expected));
            }
        }

        foreach (var missing in said.Keys.Where(k => !seen.Contains(k)))
        {
            new RowCheck(table, missing, found).Missing();
        }
    }

    // A fact whose bytes were altered may lack what the house always writes; that must be told, not thrown.
    private void Guarded(string table, string key, Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            found(new Fault(table, key, null, "facts-incomplete", "日志中的事实缺少本系统必写的内容，无法核对：请先看日志正文的核验问题。"));
        }
    }
}
