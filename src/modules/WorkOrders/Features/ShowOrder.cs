using System.Text.Json.Serialization;
using Haochaping.Kernel.Time;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>工单详情 — what was said, limits, full trace, and what this person can do now.</summary>
internal sealed class ShowOrder(AppDb db, OrderDesk desk, OrderGrievances grievances, IEvaluations evaluations, ShowOrderEvidence evidence, IStaffNames names) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/orders/{id:guid}", async (Guid id, HttpContext http, ShowOrder show, Hands hands, CancellationToken cancel) =>
            (await show.RunAsync(id, await hands.OfAsync(http.User), cancel)).ToAnswer())
        .WithName("show-order").WithSummary("工单详情：评价、时限、经过，以及本人现在能做什么")
        .WithTags("orders")
        .Produces<OrderView>()
        .ProducesProblem(404)
        .RequireAuthorization(Access.Read);

    public async Task<Result<OrderView>> RunAsync(Guid id, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.See, null, cancel)).Is(out var held, out var no))
        {
            return no;
        }

        var order = held.Order;
        var trace = await db.OrderTrace.AsNoTracking().Where(t => t.CaseId == order.CaseId && t.OrderId == id).OrderBy(t => t.Line).ToListAsync(cancel);
        var who = await names.NamesAsync([.. trace.Select(t => Actor.Parse(t.By).Id).Where(i => i.Length > 0).Distinct()], cancel);
        var said = await grievances.OfAsync(order, cancel);
        var warnings = await db.OrderWarnings.AsNoTracking().Where(w => w.CaseId == order.CaseId && w.OrderId == id).OrderBy(w => w.At).ToListAsync(cancel);
        return new OrderView(
            id, order.CaseId, order.Number, order.CaseNumber, order.Version, order.State, order.Round, order.About,
            hand.Hears ? said.LastOrDefault(o => o.Id == order.About.TaskId)?.Text : null, hand.Hears ? said : [.. said.Select(g => g with { Text = null, Pictures = [] })],
            await evaluations.CoveredAsync(order.CaseId, order.About.TaskId, cancel),
            order.OpenedAt, order.At.Name, order.UnitName, order.IsLedByCounty, order.IsAudited, [.. order.Route.Select(d => d.Name)], order.Officer,
            order.Verdict, order.Triage, order.Cause, order.Contact, order.ContactDays.Count, order.OnTime, order.Satisfaction,
            [.. order.Clocks.OrderBy(c => c.Side).ThenBy(c => c.ExpiresAt).Select(c => ClockView.Of(c, order))],
            [.. trace.Select(t => new TraceView(t.At, t.Act, who.GetValueOrDefault(Actor.Parse(t.By).Id), t.Desk, t.Words, t.Day, hand.Hears || t.Act != OrderAct.Received ? t.Text : null))],
            order.Possible(held.Rules, hand),
            held.Rules.Pack.Banners,
            held.Now) { ListedAt = order.ListedAt, Lead = order.Lead.Name, Promise = PromiseView.Of(order, held.Now), Warnings = [.. warnings.Select(w => new WarningView(w.Step, w.Clocks, w.ExpiresAt.AddDays(-1).BusinessDate(), w.At))], Subtasks = [.. order.Subtasks.Select(s => SubtaskView.Of(s, order, trace))], Evidence = await evidence.OfAsync(held, hand, cancel), MayHandOver = hand.May(Right.HandOver, order, held.Rules.Pack) };
    }
}

/// <summary>工单全貌 — what staff read; the rater stands nowhere in it.</summary>
internal sealed record OrderView(
    Guid Id,
    Guid CaseId,
    string Number,
    string CaseNumber,
    int Version,
    OrderState State,
    int Round,
    OrderFacts About,
    string? Text,
    IReadOnlyList<GrievanceView> Grievances,
    IReadOnlyList<CoveredCase> Cases,
    DateTimeOffset OpenedAt,
    string Desk,
    string UnitName,
    bool IsLedByCounty,
    bool IsAudited,
    IReadOnlyList<string> Route,
    string? Officer,
    Verdict? Verdict,
    Triage? Triage,
    CauseKind? Cause,
    ContactResult? Contact,
    int ContactDays,
    bool? OnTime,
    Level? Satisfaction,
    IReadOnlyList<ClockView> Clocks,
    IReadOnlyList<TraceView> Trace,
    IReadOnlyList<OrderAct> Possible,
    [property: JsonIgnore] IReadOnlyList<Banner> Says,
    DateTimeOffset Now)
{
    /// <summary>Since when it is under listed supervision.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>承诺时限: the day the unit promised, beside the legal limit.</summary>
    public PromiseView? Promise { get; init; }

    /// <summary>What was told before limits ended.</summary>
    public IReadOnlyList<WarningView> Warnings { get; init; } = [];

    /// <summary>主办.</summary>
    public string Lead { get; init; } = "";

    /// <summary>What other bodies do for it.</summary>
    public IReadOnlyList<SubtaskView> Subtasks { get; init; } = [];

    /// <summary>佐证材料: what came with the results; empty for whoever may not see them. Each is at <c>/console/orders/{id}/evidence/{hash}</c>.</summary>
    public IReadOnlyList<NamedFile> Evidence { get; init; } = [];

    /// <summary>Whether this person may take a text behind it for a lead.</summary>
    [JsonIgnore]
    public bool MayHandOver { get; init; }

    /// <summary>What the pack wants to be said, in Chinese.</summary>
    public IReadOnlyList<string> Banners => [.. Says.Select(b => b.Text)];
}

/// <summary>预警 — who was told of which limit, and when.</summary>
internal sealed record WarningView(WarningStep Step, IReadOnlyList<Clock> Clocks, DateOnly LastDay, DateTimeOffset At);

/// <summary>子任务 — what another body does, until when, and what became of it.</summary>
/// <param name="CoHandles">协办; else the township that was rated.</param>
internal sealed record SubtaskView(string Unit, string Name, bool CoHandles, string? Task, DateOnly? Due, DateTimeOffset? ReportedAt, DateTimeOffset? ReleasedAt, Level? Satisfaction)
{
    public static SubtaskView Of(Subtask subtask, Order order, IReadOnlyList<TraceEntry> trace) => new(
        subtask.Unit, subtask.Name, subtask.Unit != order.Unit, trace.LastOrDefault(t => t.Act == OrderAct.Shared && t.Words.Contains(subtask.Name))?.Text, subtask.Due,
        subtask.ReportedAt, subtask.ReleasedAt, subtask.Satisfaction);
}

/// <summary>时限 — one limit with what explains it.</summary>
internal sealed record ClockView(
    Clock Clock, ClockSide Side, int Round, DateTimeOffset From, DateOnly LastDay, DateTimeOffset ExpiresAt, bool Provisional, string Length, string Basis,
    DateOnly? FirstLastDay, DateOnly? ToldLastDay, DateTimeOffset? MetAt, bool IsOverdue, string Explain, [property: JsonIgnore] Duration Duration)
{
    public static ClockView Of(OrderClock clock, Order order) => new(
        clock.Clock, clock.Side, clock.Round, clock.From, clock.LastDay, clock.ExpiresAt, clock.Provisional, clock.Duration.ToString(), clock.Basis,
        clock.FirstLastDay, clock.ToldLastDay, clock.MetAt, clock.OverdueAt is not null, ExplainLink.For(PackRef.Parse(order.About.Pack), clock.Clock, clock.From.BusinessDate()), clock.Duration);
}

/// <summary>办理记录 — one line of the history.</summary>
internal sealed record TraceView(DateTimeOffset At, OrderAct Act, string? Who, string Desk, IReadOnlyList<string> Words, DateOnly? Day, string? Text);
