using Haochaping.Catalog.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>工单列表 — the orders somebody may see, nearest limit first.</summary>
internal sealed class ListOrders(AppDb db, IInstitutionList institutions, TimeProvider clock) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/orders", async (string? state, string? unit, string? due, string? q, int? page, int? size, HttpContext http, ListOrders list, CancellationToken cancel) =>
            (await list.RunAsync(new(state, unit, due, q, page ?? 1, size ?? OrderFilter.PageSize), http.User.ToScope(), cancel)).ToAnswer())
        .WithName("list-orders").WithSummary("工单列表：本人可见的，期限最近的在前")
        .WithTags("orders")
        .Produces<OrderPage>()
        .RequireAuthorization(Access.Read);

    public async Task<Result<OrderPage>> RunAsync(OrderFilter filter, StaffScope scope, CancellationToken cancel)
    {
        if (filter.Complaint() is { } refusal)
        {
            return refusal;
        }

        var now = clock.Now();
        var rows = (await institutions.MeantByAsync(filter, cancel)).Of(db.Orders.AsNoTracking().SeenBy(scope), now);
        var total = await rows.CountAsync(cancel);
        var page = await rows.Skip((filter.Page - 1) * filter.Size).Take(filter.Size).ToListAsync(cancel);
        return new OrderPage([.. page.Select(OrderLine.Of)], total, filter.Page, filter.Size, now);
    }
}

/// <summary>One page of orders.</summary>
internal sealed record OrderPage(IReadOnlyList<OrderLine> Items, int Total, int Page, int Size, DateTimeOffset AsOf);

/// <summary>工单行 — what a list shows of an order; nothing about the rater.</summary>
internal sealed record OrderLine(
    Guid Id,
    string Number,
    string CaseNumber,
    Level? Level,
    string Item,
    string Unit,
    string? Window,
    string Channel,
    string Pack,
    OrderState State,
    bool IsExtended,
    bool IsOverdue,
    bool IsListed,
    int Round,
    DateTimeOffset? Due,
    DueClock? Nearest)
{
    public static OrderLine Of(Order order)
    {
        var nearest = order.Clocks.Where(c => c.IsRunning).MinBy(c => c.ExpiresAt);
        return new(
            order.Id, order.Number, order.CaseNumber, order.About.Level, order.About.Place.ItemName, order.UnitName, order.About.Place.Window, order.About.Channel,
            order.About.Pack, order.State, order.Extensions > 0, order.IsOverdue, order.ListedAt is not null, order.Round, order.Due,
            nearest is null ? null : new(nearest.Clock, nearest.From, nearest.Provisional));
    }
}

/// <summary>The clock behind the nearest limit, so that it can explain itself.</summary>
internal sealed record DueClock(Clock Clock, DateTimeOffset From, bool Provisional);
