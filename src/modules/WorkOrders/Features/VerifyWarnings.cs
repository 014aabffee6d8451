using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Storage;

namespace Haochaping.WorkOrders.Features;

/// <summary>核验预警 — nobody was told what no fact says, and no warning disappears.</summary>
internal sealed class VerifyWarnings(FactTypes types) : IVerifyRows
{
    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync([typeof(OrderWarned)], cancel))
        {
            var said = page.Say(facts => facts.Select(f => (OrderWarned)f.Fact).Select(f => ($"{f.CaseId}/{WarnBeforeDue.KeyOf(f.Order.OrderId, f.Step, f.ExpiresAt)}", f)));
            var query = page.Of(db.OrderWarnings, w => w.CaseId).Select(w => new { w.CaseId, w.Id, w.OrderId, w.Step, w.ExpiresAt, w.Clocks, w.At });
            await page.MatchAsync("work_order_warnings", query, 2, said, (row, cells, fact) =>
            {
                row.Says("order_id", cells[2], fact.Order.OrderId);
                row.Says("step", cells[3], fact.Step);
                row.Says("expires_at", cells[4], fact.ExpiresAt);
                row.SaysJson("clocks", cells[5], fact.Clocks);
                row.Says("at", cells[6], fact.At);
            }, cancel);
        }
    }
}
