using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Appeals.Features;

/// <summary>查看申诉佐证材料 — what came with an appeal, for who was rated and who reviews; that they looked is noted. The rater sees none of it.</summary>
internal sealed class ShowAppealEvidence(AppealDesk desk, ISealedFiles files) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "evidence-not-found", "没有找到这份佐证材料，或您无权查看。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/console/appeals/{id:guid}/evidence/{hash}", async (Guid id, string hash, HttpContext http, ShowAppealEvidence slice, Hands hands, CancellationToken cancel) =>
            (await slice.RunAsync(id, hash, await hands.OfAsync(http.User), cancel)).Is(out var file, out var refusal) ? file.Show(http) : refusal.ToProblem())
        .WithName("appeal-evidence").ExcludeFromDescription().RequireAuthorization(Access.Own);

    public async Task<Result<FileContent>> RunAsync(Guid id, string hash, Hand hand, CancellationToken cancel) =>
        (await desk.OpenAsync(id, hand, Right.See, null, cancel)).Is(out var held, out _)
            && (await OfAsync(held, hand, cancel)).FirstOrDefault(f => f.Hash == hash) is { } named
            && await files.OpenAsync(named.Key, hand.By, Purpose.Verification, cancel) is { } file
            ? file
            : Unknown;

    /// <summary>The files of an appeal, where somebody may see them.</summary>
    public async Task<IReadOnlyList<NamedFile>> OfAsync(Held held, Hand hand, CancellationToken cancel) =>
        held.Appeal.May(Right.Evidence, held.Rules, hand)
            ? await files.NamedAsync(held.Appeal.CaseId, fact => fact is AppealFiled filed && filed.Appeal.AppealId == held.Appeal.Id, cancel)
            : [];
}
