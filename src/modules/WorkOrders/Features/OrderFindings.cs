using System.Linq.Expressions;
using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>核实查询 — orders and what was found, for rooms downstream.</summary>
internal sealed class OrderFindings(AppDb db, OrderGrievances grievances) : IOrderFindings
{
    public async Task<IReadOnlyList<OrderFacts>> FoundTrueAsync(string unit, DateTimeOffset since, CancellationToken cancel) => await db.Orders.AsNoTracking()
        .Where(o => o.Unit == unit && o.State != OrderState.Voided && o.HandledAt >= since && (o.Verdict == Verdict.True || o.Verdict == Verdict.PartlyTrue))
        .OrderBy(o => o.HandledAt).ThenBy(o => o.Id).Select(o => o.About).ToListAsync(cancel);

    public async Task<OrderFinding?> OfGrievanceAsync(Guid caseId, Guid said, CancellationToken cancel)
    {
        var id = (await grievances.JoinedAsync(caseId, said, cancel))?.Order.OrderId ?? OpenOrders.KeyOf(said);
        return await OneAsync(o => o.CaseId == caseId && o.Id == id, cancel);
    }

    public Task<OrderFinding?> OfNumberAsync(string number, CancellationToken cancel) => OneAsync(o => o.Number == number && o.State != OrderState.Voided, cancel);

    public async Task<IReadOnlyList<string>> VoidAsync(IReadOnlyList<string> numbers, CancellationToken cancel) =>
        await db.Orders.AsNoTracking().Where(o => numbers.Contains(o.Number) && o.State == OrderState.Voided).Select(o => o.Number).ToListAsync(cancel);

    private Task<OrderFinding?> OneAsync(Expression<Func<Order, bool>> which, CancellationToken cancel) => db.Orders.AsNoTracking()
        .Where(which).Select(o => new OrderFinding(o.CaseId, o.About, o.UnitName, o.UnitRegion, o.Verdict)).FirstOrDefaultAsync(cancel);
}
