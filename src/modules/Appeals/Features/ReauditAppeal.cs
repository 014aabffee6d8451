using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Ui;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Appeals.Features;

/// <summary>抽查 — a third person of the authority looks at an upheld appeal that was drawn (Q22).</summary>
internal sealed class ReauditAppeal(AppealDesk desk) : ISlice, IAppealAct<ReauditAppeal.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<ReauditAppeal, Request>("reaudit", "抽查成立的申诉");

    public async Task<Result<AppealAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Reaudit, request.Version, cancel)).Is(out var held, out var no)
            || !held.Appeal.Reaudit(request.Confirmed, request.Finding).Is(out var next, out no))
        {
            return no;
        }

        var finding = held.Write(AppealAct.Reaudited, request.Finding, request.Confirmed == true ? Words.Key("抽查无误") : Words.Key("抽查发现问题"));
        held.Leave(new AppealReaudited(next.CaseId, next.About, held.Now, request.Confirmed == true, finding!));
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(bool? Confirmed, string? Finding, int? Version);
}
