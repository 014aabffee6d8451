using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>
/// 移送违纪违法线索 — a handler, supervisor or operator of the hotline takes a text behind the order for a lead (深圳 第二十五条). The order goes on
/// without that text and is not touched: neither version nor trace tells of it.
/// </summary>
internal sealed class HandOverLead(OrderDesk desk, OrderGrievances grievances, ILeads leads) : ISlice, IOrderAct<HandOverLead.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<HandOverLead, Request>("lead", Access.Read);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.HandOver, request.Version, cancel)).Is(out var held, out var no))
        {
            return no;
        }

        var behind = await grievances.OfAsync(held.Order, cancel);
        if (No.Missing(No.Unless(request.Said is { } asked && behind.Any(g => g.Id == asked), "said", "said-unknown", "请选择本工单的一份评价或投诉。")) is { } refusal)
        {
            return refusal;
        }

        return (await leads.FlagAsync(held.Order.CaseId, request.Said!.Value, request.Note, hand.By, cancel)).Then(_ => (Result<OrderAnswer>)OrderAnswer.Of(held.Order));
    }

    /// <param name="Said">The rating act, or the complaint.</param>
    /// <param name="Note">A remark for the discipline channel.</param>
    /// <param name="Version">The version the sender saw.</param>
    internal sealed record Request(Guid? Said, string? Note, int? Version);
}
