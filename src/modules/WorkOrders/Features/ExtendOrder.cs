using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>申请延期 — written reason, new date, filed with the authority, told to the rater (江西 第十五条).</summary>
internal sealed class ExtendOrder(OrderDesk desk, TellRater tell) : ISlice, IOrderAct<ExtendOrder.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<ExtendOrder, Request>("extend", Access.Handle);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Handle, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.Extend(held.Rules, request.Reason, request.NewDay, held.Now).Is(out var next, out no))
        {
            return no;
        }

        var (extension, day) = (held.Rules.Pack.Deadline.Extension, request.NewDay!.Value);
        var reason = held.Write(OrderAct.Extended, request.Reason ?? "", day, [.. extension.FileWith == Party.None ? Array.Empty<string>() : [Words.Key("报备"), Parties.Word(extension.FileWith)]]);
        held.Leave(new OrderExtended(next.CaseId, next.About, held.Now, day, next.Extensions, held.Order.IsPastLimit(held.Now), extension.FileWith, reason));
        if (extension.NotifyRater)
        {
            await tell.ExtendedAsync(held.Db, next, day, held.Now, cancel);
        }

        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(string? Reason, DateOnly? NewDay, int? Version);
}
