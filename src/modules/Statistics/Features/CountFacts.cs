using System.Text.Json;
using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Statistics.Contracts;
using Haochaping.Statistics.Domain;
using Haochaping.Statistics.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Statistics.Features;

/// <summary>
/// 计数 — folds facts into the daily cube, exactly once. To count anew, delete the rows of the module's tables and the
/// cursor <c>CountFacts</c>: the same journal gives the same cube.
/// </summary>
internal sealed class CountFacts : IFollower
{
    private static readonly string DefaultedType = FactTypes.NameOf(typeof(EvaluationDefaulted));

    public IReadOnlyCollection<Type> Wants => Counting.Facts;

    public async Task FollowAsync(IReadOnlyList<Recorded<IFact>> facts, AppDb db, CancellationToken cancel)
    {
        Change[] changes =
        [
            .. facts.SelectMany(f => Counting.Of(f.Fact)),
            .. await SupersededAsync(facts, db, cancel),
            .. await OrdersAsync(facts, db, cancel),
        ];
        await ApplyAsync(changes, db, cancel);
        await RememberNamesAsync(facts.Select(f => Counting.PlaceOf(f.Fact)), db, cancel);
        await AdvanceAsync(facts[^1], db, cancel);
    }

    /// <summary>Loads the affected rows once by key, adds, and drops what came back to zero.</summary>
    private static async Task ApplyAsync(IReadOnlyList<Change> changes, AppDb db, CancellationToken cancel)
    {
        var sums = changes.GroupBy(c => (c.Cell, c.Measure), c => c.By)
            .Select(g => (Id: g.Key.Cell.KeyOf(g.Key.Measure), g.Key.Cell, g.Key.Measure, By: g.Sum()))
            .Where(s => s.By != 0)
            .ToList();
        var ids = sums.Select(s => s.Id).ToArray();
        var rows = await db.Cube.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        foreach (var (id, cell, measure, by) in sums)
        {
            if (!rows.TryGetValue(id, out var row))
            {
                db.Add(row = CubeRow.Empty(id, cell, measure));
            }

            row.Count += by;
            if (row.Count == 0)
            {
                db.Remove(row);
            }
        }
    }

    /// <summary>
    /// A rating that arrives after its task was defaulted (captured off line, or where the pack lets it replace a default)
    /// takes the default out again. The journal knows the default; no table of our own needs to.
    /// </summary>
    private static async Task<IReadOnlyList<Change>> SupersededAsync(IReadOnlyList<Recorded<IFact>> facts, AppDb db, CancellationToken cancel)
    {
        var answered = facts.Select(f => f.Fact).OfType<EvaluationSubmitted>().ToList();
        var (cases, tasks) = (answered.Select(e => e.CaseId).ToHashSet(), answered.Select(e => e.Task.TaskId).ToHashSet());
        var bodies = await db.Journal.Where(e => cases.Contains(e.CaseId) && e.Type == DefaultedType).Select(e => e.Body).ToListAsync(cancel);
        return [.. bodies
            .Select(body => JsonSerializer.Deserialize<Envelope<EvaluationDefaulted>>(body, FactJson.Options)!.Fact)
            .Where(defaulted => tasks.Contains(defaulted.Task.TaskId))
            .SelectMany(Counting.Of)
            .Select(change => change with { By = -change.By })];
    }

    /// <summary>Every fact about an order moves it from its old measures to its new ones.</summary>
    private static async Task<IReadOnlyList<Change>> OrdersAsync(IReadOnlyList<Recorded<IFact>> facts, AppDb db, CancellationToken cancel)
    {
        var about = facts.Select(f => (f.Fact, Order: OrderCount.OrderOf(f.Fact)!)).Where(f => f.Order is not null).ToList();
        var ids = about.Select(f => f.Order.OrderId).ToHashSet();
        var rows = await db.OrderCounts.Where(o => ids.Contains(o.OrderId)).ToDictionaryAsync(o => o.OrderId, cancel);
        List<Change> changes = [];
        foreach (var (fact, order) in about)
        {
            var before = rows.GetValueOrDefault(order.OrderId)?.Count;
            var after = OrderCount.After(before, fact);
            changes.AddRange(Counting.Of(order, before, after));
            if (rows.TryGetValue(order.OrderId, out var row))
            {
                row.Count = after;
            }
            else
            {
                db.Add(rows[order.OrderId] = new OrderRow { OrderId = order.OrderId, Count = after });
            }
        }

        return changes;
    }

    /// <summary>The last name wins; what a published issue called a unit stands in the issue.</summary>
    private static async Task RememberNamesAsync(IEnumerable<ServicePlace> places, AppDb db, CancellationToken cancel)
    {
        var told = new Dictionary<(Grouping, string), string>();
        foreach (var place in places)
        {
            told[(Grouping.Institution, place.Institution)] = place.InstitutionName;
            told[(Grouping.Item, place.Item)] = place.ItemName;
        }

        var codes = told.Keys.Select(k => k.Item2).ToHashSet();
        var known = await db.KnownNames.Where(n => codes.Contains(n.Code)).ToDictionaryAsync(n => (n.Kind, n.Code), cancel);
        foreach (var ((kind, code), name) in told)
        {
            if (known.TryGetValue((kind, code), out var row))
            {
                row.Name = name;
            }
            else
            {
                db.Add(new KnownName { Kind = kind, Code = code, Name = name });
            }
        }
    }

    private static async Task AdvanceAsync(Recorded<IFact> last, AppDb db, CancellationToken cancel)
    {
        var progress = await db.CountingProgress.FindAsync([Progress.Only], cancel);
        if (progress is null)
        {
            db.Add(progress = new Progress());
        }

        (progress.Position, progress.LastAt) = (last.Position + 1, last.At);
    }
}
