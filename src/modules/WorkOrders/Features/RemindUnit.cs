using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>催办 — the desk that sent the order on, such as the hotline, asks the unit to hurry; it changes no limit.</summary>
internal sealed class RemindUnit(OrderDesk desk) : ISlice, IOrderAct<RemindUnit.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<RemindUnit, Request>("remind", Access.Dispatch);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Remind, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.Remind(request.Text).Is(out var next, out no))
        {
            return no;
        }

        var text = held.Write(OrderAct.Reminded, request.Text!, null, next.At.Name);
        held.Leave(new OrderReminded(next.CaseId, next.About, held.Now, text));
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(string? Text, int? Version);
}
