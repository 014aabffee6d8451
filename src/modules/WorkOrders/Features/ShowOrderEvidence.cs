using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>查看整改佐证材料 — what the unit added to its result, for whoever answers for the order; that they looked is noted. The rater sees none of it.</summary>
internal sealed class ShowOrderEvidence(OrderDesk desk, ISealedFiles files) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "evidence-not-found", "没有找到这份佐证材料，或您无权查看。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/console/orders/{id:guid}/evidence/{hash}", async (Guid id, string hash, HttpContext http, ShowOrderEvidence slice, Hands hands, CancellationToken cancel) =>
            (await slice.RunAsync(id, hash, await hands.OfAsync(http.User), cancel)).Is(out var file, out var refusal) ? file.Show(http) : refusal.ToProblem())
        .WithName("order-evidence").ExcludeFromDescription().RequireAuthorization(Access.Hear);

    public async Task<Result<FileContent>> RunAsync(Guid id, string hash, Hand hand, CancellationToken cancel) =>
        (await desk.OpenAsync(id, hand, Right.See, null, cancel)).Is(out var held, out _)
            && (await OfAsync(held, hand, cancel)).FirstOrDefault(f => f.Hash == hash) is { } named
            && await files.OpenAsync(named.Key, hand.By, Purpose.Verification, cancel) is { } file
            ? file
            : Unknown;

    /// <summary>The files of an order, where somebody may see them.</summary>
    public async Task<IReadOnlyList<NamedFile>> OfAsync(Held held, Hand hand, CancellationToken cancel) =>
        hand.May(Right.Evidence, held.Order, held.Rules.Pack)
            ? await files.NamedAsync(held.Order.CaseId, fact => OrderStory.OrderOf(fact)?.OrderId == held.Order.Id, cancel)
            : [];
}
