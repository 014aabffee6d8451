using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>登记核实结论 — true or not, how hard, and where the cause lies (C16).</summary>
internal sealed class VerifyOrder(OrderDesk desk) : ISlice, IOrderAct<VerifyOrder.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<VerifyOrder, Request>("verify", Access.Handle);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Handle, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.Verify(held.Rules, request.Verdict, request.Triage, request.Cause, request.Finding, held.Now).Is(out var next, out no))
        {
            return no;
        }

        string?[] words = [Named.Word(next.Verdict!.Value), next.Triage is { } triage ? Named.Word(triage) : null, next.Cause is { } cause ? Named.Word(cause) : null];
        var finding = held.Write(OrderAct.Verified, request.Finding!, null, [.. words.OfType<string>()]);
        held.Leave(new OrderVerified(next.CaseId, next.About, held.Now, next.Verdict.Value, next.Triage, next.Cause, finding));
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(Verdict? Verdict, Triage? Triage, CauseKind? Cause, string? Finding, int? Version);
}
