using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>退回工单 — back to the desk before, with a reason.</summary>
internal sealed class ReturnOrder(OrderDesk desk) : ISlice, IOrderAct<ReturnOrder.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<ReturnOrder, Request>("return", Access.Dispatch);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Pass, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.Return(request.Reason).Is(out var next, out no))
        {
            return no;
        }

        var reason = held.Write(OrderAct.Returned, request.Reason!, null, next.At.Name);
        held.Leave(new OrderReturned(next.CaseId, next.About, held.Order.Holder, next.Holder, held.Now, reason));
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(string? Reason, int? Version);
}
