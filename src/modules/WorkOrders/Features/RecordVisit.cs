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
            || !held.Order.RecordVisit(held.Rules, request.Method, request.Reached, request.Satisfaction, held.Now, Grades(request, hand)).Is(out var next, out no))
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
        List<UnitSatisfaction> units = [.. request.Reached == true ? next.CoHandlers.Where(s => s.Satisfaction is not null).Select(s => new UnitSatisfaction(s.Unit, s.Name, s.Satisfaction!.Value)) : []];
        if (units.Count > 0)
        {
            units.ForEach(u => held.Note(OrderAct.UnitGraded, u.Name, u.Satisfaction.Word()));
            held.Leave(new CoHandlersGraded(next.CaseId, next.About, held.Now, units));
        }

        if (next.Round > held.Order.Round)
        {
            held.Note(OrderAct.Reopened);
            held.Leave(new OrderReopened(next.CaseId, next.About, held.Now, next.Round));
        }

        held.LeaveIfClosed(next);
        return await held.SaveAsync(next, cancel);
    }

    // A platform outside knows nothing of the units that 协办 here: its word on the whole is taken without their grades.
    private static IReadOnlyDictionary<string, Level>? Grades(Request request, Hand hand) => request.Units ?? (hand.At is null ? new Dictionary<string, Level>() : null);

    /// <param name="Method">How.</param>
    /// <param name="Reached">Whether the rater was reached.</param>
    /// <param name="Satisfaction">With the result; where several units worked on it, with the one that leads.</param>
    /// <param name="Note">What was said.</param>
    /// <param name="Version">The version the sender saw.</param>
    /// <param name="Units">With each unit that 协办, by its code (海口 三(六)).</param>
    internal sealed record Request(ContactMethod? Method, bool? Reached, Level? Satisfaction, string? Note, int? Version, IReadOnlyDictionary<string, Level>? Units = null);
}
