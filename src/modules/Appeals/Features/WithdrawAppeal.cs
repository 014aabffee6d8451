using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Appeals.Features;

/// <summary>撤回申诉 — by who filed it, before the decision.</summary>
internal sealed class WithdrawAppeal(AppealDesk desk) : ISlice, IAppealAct<WithdrawAppeal.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<WithdrawAppeal, Request>("withdraw", "撤回申诉");

    public async Task<Result<AppealAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Withdraw, request.Version, cancel)).Is(out var held, out var no)
            || !held.Appeal.Withdraw(held.Now).Is(out var next, out no))
        {
            return no;
        }

        held.Write(AppealAct.Withdrawn, null);
        held.Leave(new AppealWithdrawn(next.CaseId, next.About, held.Now));
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(int? Version);
}
