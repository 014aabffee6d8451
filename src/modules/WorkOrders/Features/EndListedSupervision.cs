using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>摘牌 — the authority takes an order off its list, with what justifies it.</summary>
internal sealed class EndListedSupervision(OrderDesk desk) : ISlice, IOrderAct<EndListedSupervision.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<EndListedSupervision, Request>("unlist", Access.Supervise);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Supervise, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.EndListedSupervision(request.Reason).Is(out var next, out no))
        {
            return no;
        }

        var reason = held.Write(OrderAct.Unlisted, request.Reason!, null);
        held.Leave(new OrderUnlisted(next.CaseId, next.About, held.Now, reason));
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(string? Reason, int? Version);
}
