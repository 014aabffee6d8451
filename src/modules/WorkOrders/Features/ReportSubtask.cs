using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>填报子任务 — all a township or village does with an order the county leads: say how it put things right (C2).</summary>
internal sealed class ReportSubtask(OrderDesk desk) : ISlice, IOrderAct<ReportSubtask.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<ReportSubtask, Request>("subtask", Access.Handle);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Subtask, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.ReportSubtask(request.Text, held.Now).Is(out var next, out no))
        {
            return no;
        }

        var text = held.Write(OrderAct.SubtaskReported, request.Text!, null, next.UnitName);
        held.Leave(new SubtaskReported(next.CaseId, next.About, held.Now, text));
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(string? Text, int? Version);
}
