using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>办结工单 — the result with its evidence, and the reply to the rater.</summary>
internal sealed class ReportRectification(OrderDesk desk, FinishOrder finish, ISealedFiles files) : ISlice, IOrderAct<ReportRectification.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<ReportRectification, Request>("report", Access.Handle).WithMetadata(new RequestSizeLimitAttribute(EvidenceFiles.MostBytes));

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Handle, request.Version, cancel)).Is(out var held, out var no)
            || !EvidenceFiles.Rule.Judge(request.Evidence).Is(out var evidence, out no)
            || !held.Order.Report(held.Rules, request.Result, request.Reply, held.Now).Is(out var next, out no))
        {
            return no;
        }

        if (next.State != OrderState.Auditing)
        {
            return await finish.RunAsync(held, next, request.Result!, request.Reply!, evidence, cancel);
        }

        var result = held.Write(OrderAct.Submitted, request.Result!, null, Named.Word(next.Outcome));
        var reply = held.Write(OrderAct.Drafted, request.Reply!, null);
        var submitted = new ResultSubmitted(next.CaseId, next.About, held.Order.Holder, next.Holder, held.Now, next.Outcome, result, reply) { Evidence = EvidenceFiles.Hashes(evidence) };
        held.Leave(submitted, files, evidence);
        return await held.SaveAsync(next, cancel);
    }

    /// <param name="Result">整改结果, or what was explained.</param>
    /// <param name="Reply">What the rater reads on the receipt; no personal data.</param>
    /// <param name="Version">The version the sender saw.</param>
    /// <param name="Evidence">佐证材料: JPEG, PNG or PDF.</param>
    internal sealed record Request(string? Result, string? Reply, int? Version, IReadOnlyList<byte[]?>? Evidence = null);
}
