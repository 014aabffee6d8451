using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>挂牌督办 — the authority puts an order on the list that everybody who may see the order reads.</summary>
internal sealed class BeginListedSupervision(OrderDesk desk) : ISlice, IOrderAct<BeginListedSupervision.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<BeginListedSupervision, Request>("list", Access.Supervise);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Supervise, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.BeginListedSupervision(request.Reason, held.Now).Is(out var next, out no))
        {
            return no;
        }

        var reason = held.Write(OrderAct.Listed, request.Reason!, null);
        held.Leave(new OrderListed(next.CaseId, next.About, held.Now, reason));
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(string? Reason, int? Version);
}
