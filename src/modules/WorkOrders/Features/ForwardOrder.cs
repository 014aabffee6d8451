using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>转办工单 — a sorting desk (12345, the authority) hands the order to the next one.</summary>
internal sealed class ForwardOrder(OrderDesk desk, FindRoute routes) : ISlice, IOrderAct<ForwardOrder.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<ForwardOrder, Request>("forward", Access.Dispatch);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Pass, request.Version, cancel)).Is(out var held, out var no))
        {
            return no;
        }

        var unit = string.IsNullOrWhiteSpace(request.Unit) ? null : await routes.DeskOfAsync(request.Unit.Trim(), cancel);
        if (!string.IsNullOrWhiteSpace(request.Unit) && unit is null)
        {
            return No.Missing(new Complaint("unit", "unit-unknown", "没有这个机构：请填写已登记的机构代码，或留空转给原承办单位。"))!;
        }

        if (!held.Order.Forward(held.Rules, unit, held.Now).Is(out var next, out no))
        {
            return no;
        }

        held.Note(OrderAct.Forwarded, next.At.Name);
        held.Leave(new OrderForwarded(next.CaseId, next.About, held.Order.Holder, next.Holder, held.Now));
        return await held.SaveAsync(next, cancel);
    }

    /// <param name="Unit">Institution code of another unit than the route foresees; empty follows the route.</param>
    /// <param name="Version">The version the sender saw.</param>
    internal sealed record Request(string? Unit, int? Version);
}
