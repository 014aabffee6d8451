using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>督办 — the authority urges the unit (江西 第九条); it changes no limit.</summary>
internal sealed class UrgeOrder(OrderDesk desk) : ISlice, IOrderAct<UrgeOrder.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<UrgeOrder, Request>("urge", Access.Supervise);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Supervise, request.Version, cancel)).Is(out var held, out var no)
            || !Decide(held, request).Is(out var next, out no))
        {
            return no;
        }

        var text = held.Write(OrderAct.Urged, request.Text!, null, next.At.Name);
        held.Leave(new OrderUrged(next.CaseId, next.About, held.Now, text));
        return await held.SaveAsync(next, cancel);
    }

    /// <summary>What would become of it; a preview asks this and saves nothing.</summary>
    public static Result<Order> Decide(Held held, Request request) => held.Order.Urge(request.Text);

    internal sealed record Request(string? Text, int? Version);
}
