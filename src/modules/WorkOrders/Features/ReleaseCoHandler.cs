using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>解除协办 — the desk that has the order frees a unit of its part, with a reason.</summary>
internal sealed class ReleaseCoHandler(OrderDesk desk) : ISlice, IOrderAct<ReleaseCoHandler.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<ReleaseCoHandler, Request>("release", Access.Dispatch);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Pass, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.Release(request.Unit, request.Reason, held.Now).Is(out var released, out no))
        {
            return no;
        }

        var (next, freed) = released;
        var reason = held.Write(OrderAct.Released, request.Reason!, null, freed.Name);
        held.Leave(new SubtaskReleased(next.CaseId, next.About, freed.Unit, held.Now, reason));
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(string? Unit, string? Reason, int? Version);
}
