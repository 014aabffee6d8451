using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>查看联系方式 — for the contact, or for the satisfaction visit, by whoever makes it: the vault notes who looked and why, and the trace says so too (C5).</summary>
internal sealed class ShowRater(OrderDesk desk, IVault vault) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/orders/{id:guid}/rater", async (Guid id, HttpContext http, ShowRater show, Hands hands, CancellationToken cancel) =>
            (await show.RunAsync(id, await hands.OfAsync(http.User), cancel)).ToAnswer())
        .WithName("order-rater").WithSummary("查看评价人联系方式，仅供联系核实和满意度回访，留有记录")
        .WithTags("orders")
        .Produces<RaterView>()
        .RequireAuthorization(Access.Hear);

    public async Task<Result<RaterView>> RunAsync(Guid id, Hand hand, CancellationToken cancel)
    {
        // Who calls before rectification is the handler; who asks afterwards whether it helped is whoever visits.
        if (!(await desk.OpenAsync(id, hand, Right.See, null, cancel)).Is(out var held, out var no))
        {
            return no;
        }

        var (right, purpose) = held.Order.State == OrderState.Handled ? (Right.Visit, Purpose.SatisfactionVisit) : (Right.Handle, Purpose.Contact);
        if (!hand.May(right, held.Order, held.Rules.Pack))
        {
            return OrderDesk.NotYours;
        }

        if (!held.Order.Possible(held.Rules, hand).Contains(OrderAct.RaterSeen))
        {
            return No.State(held.Order, "查看联系方式");
        }

        if (!(await vault.RevealAsync(new(held.Order.Rater!.Value), hand.By, purpose, held.Order.CaseId, cancel)).Is(out var person, out no))
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
