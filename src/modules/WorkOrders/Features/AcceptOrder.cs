using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>签收工单 — the unit takes the order and names who calls the rater.</summary>
internal sealed class AcceptOrder(OrderDesk desk) : ISlice, IOrderAct<AcceptOrder.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<AcceptOrder, Request>("accept", Access.Handle);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Handle, request.Version, cancel)).Is(out var held, out var no)
            || !Decide(held, request).Is(out var next, out no))
        {
            return no;
        }

        var officer = next.Officer is { } named ? held.Write(OrderAct.Accepted, named, null) : null;
        if (officer is null)
        {
            held.Note(OrderAct.Accepted);
        }

        held.Leave(new OrderAccepted(next.CaseId, next.About, held.Now, next.Clocks.All(c => c.Clock != Clock.Accept || held.Now < c.ExpiresAt), officer));
        return await held.SaveAsync(next, cancel);
    }

    /// <summary>What would become of it; a preview asks this and saves nothing.</summary>
    public static Result<Order> Decide(Held held, Request request) => held.Order.Accept(held.Rules, request.Officer, held.Now);

    internal sealed record Request(string? Officer, int? Version);
}
