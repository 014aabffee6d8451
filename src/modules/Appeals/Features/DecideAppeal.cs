using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Appeals.Features;

/// <summary>决定申诉 — the second of two people, in no conflict: agrees, or gives the opinion back.</summary>
internal sealed class DecideAppeal(AppealDesk desk, Endings endings) : ISlice, IAppealAct<DecideAppeal.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<DecideAppeal, Request>("decide", "决定申诉：第二人同意或退回复核意见");

    public async Task<Result<AppealAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Decide, request.Version, cancel)).Is(out var held, out var no)
            || !held.Appeal.Decide(request.Agrees, request.Reason, held.Now).Is(out var next, out no))
        {
            return no;
        }

        if (!next.IsOpen)
        {
            return await endings.SaveAsync(held, next, request.Reason!, cancel);
        }

        var reason = held.Write(AppealAct.Returned, request.Reason);
        held.Leave(new AppealReturned(next.CaseId, next.About, held.Now, reason!));
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(bool? Agrees, string? Reason, int? Version);
}
