using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>查看工单图片 — what came with a rating or complaint, for whoever may see the order that answers it; that they looked is noted.</summary>
internal sealed class ShowOrderPicture(OrderDesk desk, OrderGrievances grievances, IEvaluations evaluations) : ISlice
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "picture-not-found", "没有找到这张图片，或您无权查看。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/console/orders/{id:guid}/pictures/{said:guid}/{hash}", async (Guid id, Guid said, string hash, HttpContext http, ShowOrderPicture slice, Hands hands, CancellationToken cancel) =>
            (await slice.RunAsync(id, said, hash, await hands.OfAsync(http.User), cancel)).Is(out var picture, out var refusal) ? picture.Show(http) : refusal.ToProblem())
        .WithName("order-picture").ExcludeFromDescription().RequireAuthorization(Access.Hear);

    public async Task<Result<FileContent>> RunAsync(Guid id, Guid said, string hash, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.See, null, cancel)).Is(out var held, out _))
        {
            return Unknown;
        }

        var behind = await grievances.OfAsync(held.Order, cancel);
        return behind.Any(g => g.Id == said && g.Pictures.Contains(hash)) && await evaluations.PictureAsync(held.Order.CaseId, said, hash, hand.By, Purpose.Verification, cancel) is { } picture ? picture : Unknown;
    }
}
