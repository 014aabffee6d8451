using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>登记整改措施 — a measure, or a promise with its date, for the 整改台账.</summary>
internal sealed class TakeMeasure(OrderDesk desk, TellRater tell) : ISlice, IOrderAct<TakeMeasure.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<TakeMeasure, Request>("rectify", Access.Handle);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Handle, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.TakeMeasure(held.Rules, request.Method, request.Promised, request.Measure, held.Now).Is(out var next, out no))
        {
            return no;
        }

        var measure = held.Write(OrderAct.MeasureTaken, request.Measure!, request.Promised, Named.Word(request.Method!.Value));
        held.Leave(new MeasureTaken(next.CaseId, next.About, held.Now, request.Method.Value, request.Promised, measure));
        if (request.Promised is { } day)
        {
            await tell.PromisedAsync(held.Db, next, day, held.Now, cancel);
        }

        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(HandlingMethod? Method, DateOnly? Promised, string? Measure, int? Version);
}
