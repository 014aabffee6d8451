using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>登记满意度回访 — the rater's word on the result ends the order or opens it again (C1).</summary>
internal sealed class RecordVisit(OrderDesk desk) : ISlice, IOrderAct<RecordVisit.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<RecordVisit, Request>("visit", Access.Read);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Visit, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.RecordVisit(held.Rules, request.Method, request.Reached, request.Satisfaction, held.Now).Is(out var next, out no))
        {
            return no;
        }

        var result = request.Reached == true ? ContactResult.Reached : next.Visit == VisitResult.Unreachable ? ContactResult.Unreachable : ContactResult.NotReached;
        string[] words = [Named.Word(request.Method!.Value), Named.Word(result), .. next.Satisfaction is { } level ? new[] { level.Word() } : []];
        var note = string.IsNullOrWhiteSpace(request.Note) ? null : held.Write(OrderAct.Visited, request.Note, null, words);
        if (note is null)
        {
            held.Note(OrderAct.Visited, words);
        }

        held.Leave(new OrderVisited(next.CaseId, next.About, held.Now, request.Method.Value, result, next.Satisfaction, note));
        if (next.Round > held.Order.Round)
        {
            held.Note(OrderAct.Reopened);
            held.Leave(new OrderReopened(next.CaseId, next.About, held.Now, next.Round));
        }

        held.LeaveIfClosed(next);
        return await held.SaveAsync(next, cancel);
    }

    internal sealed record Request(ContactMethod? Method, bool? Reached, Level? Satisfaction, string? Note, int? Version);
}
