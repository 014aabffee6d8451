using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>查看联系方式 — for the contact only: the vault notes who looked and why, and the trace says so too (C5).</summary>
internal sealed class ShowRater(OrderDesk desk, IVault vault) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/orders/{id:guid}/rater", async (Guid id, HttpContext http, ShowRater show, Hands hands, CancellationToken cancel) =>
            (await show.RunAsync(id, await hands.OfAsync(http.User), cancel)).ToAnswer())
        .WithName("order-rater").WithSummary("查看评价人联系方式，仅供回访，留有记录")
        .WithTags("orders")
        .Produces<RaterView>()
        .RequireAuthorization(Access.Handle);

    public async Task<Result<RaterView>> RunAsync(Guid id, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Handle, null, cancel)).Is(out var held, out var no))
        {
            return no;
        }

        if (!held.Order.Possible(held.Rules, hand).Contains(OrderAct.RaterSeen))
        {
            return No.State(held.Order, "查看联系方式");
        }

        if (!(await vault.RevealAsync(new(held.Order.Rater!.Value), hand.By, Purpose.Contact, held.Order.CaseId, cancel)).Is(out var person, out no))
        {
            return no;
        }

        held.Note(OrderAct.RaterSeen);
        return (await held.SaveAsync(held.Order with { }, cancel)).Then(_ => (Result<RaterView>)new RaterView(person.Name, person.Phone));
    }
}

/// <summary>联系方式 — shown once, never kept. Its text form is empty, so that no log can take it.</summary>
internal sealed record RaterView(string? Name, string? Phone)
{
    public override string ToString() => nameof(RaterView);
}
