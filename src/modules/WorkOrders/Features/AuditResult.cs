using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>结果审核 — the authority lets the unit's result count, and the rater is answered, or sends it back with a reason (广州 第三条).</summary>
internal sealed class AuditResult(OrderDesk desk, FinishOrder finish) : ISlice, IOrderAct<AuditResult.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<AuditResult, Request>("audit", Access.Read);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Audit, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.Audit(held.Rules, request.Approved, request.Reason, held.Now).Is(out var next, out no))
        {
            return no;
        }

        // The order is the tracked row: what it was is read before anything is noted.
        var (from, approved) = (held.Order.Holder, request.Approved!.Value);
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : held.Write(OrderAct.Audited, request.Reason, null, Named.Audit(approved));
        if (reason is null)
        {
            held.Note(OrderAct.Audited, Named.Audit(approved));
        }

        held.Leave(new ResultAudited(next.CaseId, next.About, from, next.Holder, held.Now, approved, reason));
        if (!approved)
        {
            return await held.SaveAsync(next, cancel);
        }

        var submitted = await held.Db.OrderTrace.AsNoTracking()
            .Where(t => t.CaseId == next.CaseId && t.OrderId == id && (t.Act == OrderAct.Submitted || t.Act == OrderAct.Drafted)).OrderBy(t => t.Line).ToListAsync(cancel);
        return await finish.RunAsync(held, next, submitted.Last(t => t.Act == OrderAct.Submitted).Text!, submitted.Last(t => t.Act == OrderAct.Drafted).Text!, [], cancel); // the evidence stays with the submission
    }

    /// <param name="Approved">审核通过, else 退回重办.</param>
    /// <param name="Reason">Why; owed where it goes back.</param>
    /// <param name="Version">The version the sender saw.</param>
    internal sealed record Request(bool? Approved, string? Reason, int? Version);
}
