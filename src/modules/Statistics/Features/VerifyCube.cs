using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Haochaping.Statistics.Domain;
using Haochaping.Statistics.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Statistics.Features;

/// <summary>
/// 核验统计 — folds the counted facts again and compares row by row. The cube is taken in parts of its keys, so that a part fits
/// into memory; every part reads the facts once more. Facts that are not counted yet are nobody's fault.
/// </summary>
internal sealed class VerifyCube(FactTypes types) : IVerifyRows
{
    private const int RowsAtOnce = 200_000;

    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        var progress = await ProgressAsync(db, rows, cancel);
        var stored = await db.Cube.LongCountAsync(cancel) + await db.OrderCounts.LongCountAsync(cancel);
        Recount? count = null;
        foreach (var part in CaseRange.Split(1 + (stored / RowsAtOnce)))
        {
            count = new Recount(part, progress.Position ?? 0);
            await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync(Counting.Facts, cancel))
            {
                page.Each(count.Add);
            }

            await CubeAsync(db, rows, count, found, cancel);
            await OrdersAsync(db, rows, count, found, cancel);
        }

        await NamesAsync(db, rows, count!, found, cancel);
        Progress(progress, count!, found);
    }

    private static async Task CubeAsync(AppDb db, RawRows rows, Recount count, Action<Fault> found, CancellationToken cancel)
    {
        var query = count.Part.Of(db.Cube, r => r.Id).Select(r => new { r.Id, r.Day, r.Region, r.Institution, r.Item, r.Hall, r.Window, r.Handling, r.Via, r.Measure, r.Count });
        await CasePage.Free(rows, found).MatchAsync("statistics_cube", query, 1, count.Cube, (row, c, said) =>
        {
            var cell = said.Cell;
            row.Says("day", c[1], cell.Day);
            row.Says("region", c[2], cell.Region);
            row.Says("institution", c[3], cell.Institution);
            row.Says("item", c[4], cell.Item);
            row.Says("hall", c[5], cell.Hall);
            row.Says("window", c[6], cell.Window);
            row.Says("handling", c[7], cell.Handling);
            row.Says("via", c[8], cell.Via);
            row.Says("measure", c[9], said.Measure);
            row.Says("count", c[10], said.By);
        }, cancel);
    }

    private static Task OrdersAsync(AppDb db, RawRows rows, Recount count, Action<Fault> found, CancellationToken cancel)
    {
        var query = count.Part.Of(db.OrderCounts, o => o.OrderId).Select(o => new
        {
            o.OrderId, o.Count.RealName, o.Count.Handled, o.Count.OnTime, o.Count.Overdue, o.Count.Contact, o.Count.Visit, o.Count.Satisfied, o.Count.Unrated, o.Count.Voided,
        });
        return CasePage.Free(rows, found).MatchAsync("statistics_orders", query, 1, count.Orders, (row, c, said) =>
        {
            row.Says("Count_RealName", c[1], said.RealName);
            row.Says("Count_Handled", c[2], said.Handled);
            row.Says("Count_OnTime", c[3], said.OnTime);
            row.Says("Count_Overdue", c[4], said.Overdue);
            row.Says("Count_Contact", c[5], said.Contact);
            row.Says("Count_Visit", c[6], said.Visit);
            row.Says("Count_Satisfied", c[7], said.Satisfied);
            row.Says("Count_Unrated", c[8], said.Unrated);
            row.Says("Count_Voided", c[9], said.Voided);
        }, cancel);
    }

    private static Task NamesAsync(AppDb db, RawRows rows, Recount count, Action<Fault> found, CancellationToken cancel) =>
        CasePage.Free(rows, found).MatchAsync(
            "statistics_names", db.KnownNames.Select(n => new { n.Kind, n.Code, n.Name }), 2, count.Names,
            (row, c, said) => row.Says("name", c[2], said.Name), cancel);

    private static async Task<(long? Position, RawCell LastAt)> ProgressAsync(AppDb db, RawRows rows, CancellationToken cancel)
    {
        (long? Position, RawCell LastAt) progress = default;
        await foreach (var cells in rows.ReadAsync(db.CountingProgress.Where(p => p.Id == Storage.Progress.Only).Select(p => new { p.Position, p.LastAt }), cancel))
        {
            progress = (cells[0].Number, cells[1]);
        }

        return progress;
    }

    private static void Progress((long? Position, RawCell LastAt) progress, Recount count, Action<Fault> found)
    {
        var row = new RowCheck("statistics_progress", $"{Storage.Progress.Only}", found);
        if ((progress.Position ?? 0) != (count.Last?.Position + 1 ?? 0))
        {
            row.Altered("position");
        }
        else if (count.Last is { } last)
        {
            row.Says("last_at", progress.LastAt, last.At);
        }
    }
}
