using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>登记回访核实 — one attempt to reach the rater before rectification (C1).</summary>
internal sealed class RecordContact(OrderDesk desk) : ISlice, IOrderAct<RecordContact.Request>
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<RecordContact, Request>("contact", Access.Handle);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Handle, request.Version, cancel)).Is(out var held, out var no)
            || !held.Order.RecordContact(held.Rules, request.Method, request.Reached, request.Recording, request.Note, held.Now).Is(out var next, out no))
        {
            return no;
        }

        var result = request.Reached == true ? ContactResult.Reached : next.Contact == ContactResult.Unreachable ? ContactResult.Unreachable : ContactResult.NotReached;
        string[] words = [Named.Word(request.Method!.Value), Named.Word(result), .. request.Recording is { Length: > 0 } recording ? new[] { recording.Trim() } : []];
        var note = string.IsNullOrWhiteSpace(request.Note) ? null : held.Write(OrderAct.Contacted, request.Note, null, words);
        if (note is null)
        {
            held.Note(OrderAct.Contacted, words);
        }

        held.Leave(new OrderContacted(next.CaseId, next.About, held.Now, request.Method.Value, result, next.ContactDays.Count, note));
        return await held.SaveAsync(next, cancel);
    }

    /// <param name="Method">One of the pack's ways.</param>
    /// <param name="Reached">Whether the rater was reached.</param>
    /// <param name="Recording">Reference of the recorded call.</param>
    /// <param name="Note">What was said.</param>
    /// <param name="Version">The version the sender saw.</param>
    internal sealed record Request(ContactMethod? Method, bool? Reached, string? Recording, string? Note, int? Version);
}
