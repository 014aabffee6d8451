using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Ui;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Appeals.Features;

/// <summary>所在部门转交 — with its opinion (吉林 第二十条); it cannot stop the appeal.</summary>
internal sealed class EndorseAppeal(AppealDesk desk) : ISlice, IAppealAct<EndorseAppeal.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<EndorseAppeal, Request>("endorse", "所在部门转交申诉，并附意见");

    public async Task<Result<AppealAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Endorse, request.Version, cancel)).Is(out var held, out var no)
            || !held.Appeal.Endorse(request.Agrees, request.Opinion).Is(out var next, out no))
        {
            return no;
        }

        var opinion = held.Write(AppealAct.Endorsed, request.Opinion, request.Agrees == true ? Words.Key("同意申诉") : Words.Key("不同意申诉"));
        held.Leave(new AppealEndorsed(next.CaseId, next.About, held.Now, request.Agrees, opinion));
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(bool? Agrees, string? Opinion, int? Version);
}
