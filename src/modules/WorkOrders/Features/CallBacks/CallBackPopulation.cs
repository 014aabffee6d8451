using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features.CallBacks;

/// <summary>抽样总体 — the orders that a draw is made from, read from the log alone, so that whoever holds the log finds the same.</summary>
internal sealed class CallBackPopulation(FactTypes types)
{
    /// <summary>Orders that were handled on the days and in the place of the draw, and not voided, within the first entries of the log.</summary>
    public async Task<IReadOnlyCollection<Guid>> ReadAsync(AppDb db, CallBackDraw draw, long treeSize, CancellationToken cancel)
    {
        var (handled, voided) = (FactTypes.NameOf(typeof(OrderHandled)), FactTypes.NameOf(typeof(OrderVoided)));
        var place = new StaffScope([], [draw.Region]);
        var orders = new HashSet<Guid>();
        var entries = db.Log.AsNoTracking().Where(l => l.Position < treeSize)
            .Join(db.Journal.AsNoTracking(), l => new { l.CaseId, l.EntryId }, e => new { e.CaseId, e.EntryId }, (l, e) => new { l.Position, Entry = e })
            .Where(x => (x.Entry.Type == handled && x.Entry.BusinessDate >= draw.From && x.Entry.BusinessDate <= draw.To) || (x.Entry.Type == voided && x.Entry.BusinessDate >= draw.From))
            .OrderBy(x => x.Position);
        await foreach (var x in entries.AsAsyncEnumerable().WithCancellation(cancel))
        {
            switch (types.Read(x.Position, x.Entry).Fact)
            {
                case OrderHandled done when place.Covers(null, done.Order.Place.Region):
                    orders.Add(done.Order.OrderId);
                    break;
                case OrderVoided gone:
                    orders.Remove(gone.Order.OrderId);
                    break;
            }
        }

        return orders;
    }
}
