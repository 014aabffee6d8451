using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>办结工单 — the result and the reply to the rater.</summary>
internal sealed class ReportRectification(OrderDesk desk, FinishOrder finish) : ISlice, IOrderAct<ReportRectification.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<ReportRectification, Request>("report", Access.Handle);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Handle, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.Report(held.Rules, request.Result, request.Reply, held.Now).Is(out var next, out no))
        {
            return no;
        }

        if (next.State != OrderState.Auditing)
        {
            return await finish.RunAsync(held, next, request.Result!, request.Reply!, cancel);
        }

        var result = held.Write(OrderAct.Submitted, request.Result!, null, Named.Word(next.Outcome));
        var reply = held.Write(OrderAct.Drafted, request.Reply!, null);
        held.Leave(new ResultSubmitted(next.CaseId, next.About, held.Order.Holder, next.Holder, held.Now, next.Outcome, result, reply));
        return await held.SaveAsync(next, cancel);
    }

    /// <param name="Result">整改结果, or what was explained.</param>
    /// <param name="Reply">What the rater reads on the receipt; no personal data.</param>
    /// <param name="Version">The version the sender saw.</param>
    internal sealed record Request(string? Result, string? Reply, int? Version);
}
