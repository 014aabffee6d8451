using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>填报子任务 — all that a unit which 协办 (C19), a township or village (C2) does with an order that another leads: say how it did its part.</summary>
internal sealed class ReportSubtask(OrderDesk desk) : ISlice, IOrderAct<ReportSubtask.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<ReportSubtask, Request>("subtask", Access.Handle);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Subtask, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.ReportSubtask(request.Unit, hand.Scope, request.Text, held.Now).Is(out var reported, out no))
        {
            return no;
        }

        var (next, done) = reported;
        var text = held.Write(OrderAct.SubtaskReported, request.Text!, null, done.Name);
        held.Leave(new SubtaskReported(next.CaseId, next.About, done.Unit, held.Now, text));
        return await held.SaveAsync(next, cancel);
    }

    /// <param name="Text">What was done.</param>
    /// <param name="Version">The version the sender saw.</param>
    /// <param name="Unit">For which body, where somebody works for several.</param>
    internal sealed record Request(string? Text, int? Version, string? Unit = null);
}
