using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Appeals.Features;

/// <summary>提出复核意见 — the first of two people, in no conflict; a slip that the rater confirmed is decided at once (C3).</summary>
internal sealed class ProposeDecision(AppealDesk desk, Endings endings) : ISlice, IAppealAct<ProposeDecision.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<ProposeDecision, Request>("propose", "提出复核意见：第一人；评价人已确认误评的当即决定");

    public async Task<Result<AppealAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        var opinion = new Opinion(request.Uphold, request.Adopted, request.Method, request.Cause, request.Finding);
        if (!(await desk.OpenAsync(id, hand, Right.Propose, request.Version, cancel)).Is(out var held, out var no)
            || !held.Appeal.Propose(held.Rules, opinion, held.Now).Is(out var next, out no))
        {
            return no;
        }

        if (!next.IsOpen)
        {
            return await endings.SaveAsync(held, next, request.Finding!, cancel);
        }

        string?[] words = [Named.Word(next.Uphold == true ? AppealState.Upheld : AppealState.Rejected), .. Appeal.Items(next.Adopted!), Named.Word(next.Method!.Value), next.Cause is { } cause ? Named.Word(cause) : null];
        var finding = held.Write(AppealAct.Proposed, request.Finding, [.. words.OfType<string>()]);
        held.Leave(new AppealProposed(next.CaseId, next.About, held.Now, next.Uphold == true, next.Adopted!, next.Method.Value, next.Cause, finding!));
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(bool? Uphold, IReadOnlyList<string>? Adopted, EvidenceMethod? Method, CauseKind? Cause, string? Finding, int? Version);
}
