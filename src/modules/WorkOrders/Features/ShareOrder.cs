using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>指定协办 — the desk that has the order gives another unit a part to do, until a day (C19).</summary>
internal sealed class ShareOrder(OrderDesk desk, FindRoute routes) : ISlice, IOrderAct<ShareOrder.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<ShareOrder, Request>("share", Access.Dispatch);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Pass, request.Version, cancel)).Is(out var held, out var no))
        {
            return no;
        }

        var unit = string.IsNullOrWhiteSpace(request.Unit) ? null : await routes.DeskOfAsync(request.Unit.Trim(), cancel);
        if (!held.Order.Share(held.Rules, unit, request.Task, request.Due, held.Now).Is(out var next, out no))
        {
            return no;
        }

        var task = held.Write(OrderAct.Shared, request.Task!, request.Due, unit!.Name);
        held.Leave(new SubtaskGiven(next.CaseId, next.About, unit.Code, unit.Name, unit.Region, request.Due!.Value, held.Now, task));
        return await held.SaveAsync(next, cancel);
    }

    /// <param name="Unit">协办单位: institution code.</param>
    /// <param name="Task">What it is to do.</param>
    /// <param name="Due">Until when.</param>
    /// <param name="Version">The version the sender saw.</param>
    internal sealed record Request(string? Unit, string? Task, DateOnly? Due, int? Version);
}
