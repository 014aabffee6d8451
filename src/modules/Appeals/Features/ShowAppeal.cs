using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>申诉详情 — the rating as it was given, the trace, and what this person can do now, or why not.</summary>
internal sealed class ShowAppeal(AppDb db, AppealDesk desk, CaseJournal journal, IEvaluations evaluations, ShowAppealEvidence evidence, IStaffNames names) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/appeals/{id:guid}", async (Guid id, HttpContext http, ShowAppeal show, Hands hands, CancellationToken cancel) =>
            (await show.RunAsync(id, await hands.OfAsync(http.User), cancel)).ToAnswer())
        .WithName("show-appeal").WithSummary("申诉详情：原评价、经过，以及本人现在能做什么、有无利益冲突")
        .WithTags("appeals")
        .Produces<AppealView>()
        .ProducesProblem(404)
        .RequireAuthorization(Access.Own);

    public async Task<Result<AppealView>> RunAsync(Guid id, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.See, null, cancel)).Is(out var held, out var no))
        {
            return no;
        }

        var appeal = held.Appeal;
        var trace = await db.AppealTrace.AsNoTracking().Where(l => l.CaseId == appeal.CaseId && l.AppealId == id).OrderBy(l => l.Line).ToListAsync(cancel);
        var who = await names.NamesAsync([.. trace.Select(l => Actor.Parse(l.By).Id).Where(i => i.Length > 0).Distinct()], cancel);
        var rated = await journal.RatingAsync(appeal.CaseId, appeal.TaskId, cancel);
        var conflicts = await desk.ConflictsAsync(appeal, held.Rules, hand, cancel);
        return new AppealView(
            id, appeal.CaseId, appeal.TaskId, appeal.Number, appeal.CaseNumber, appeal.Version, appeal.State, appeal.About, appeal.DeskName,
            rated?.Indicators ?? new Dictionary<string, Level>(), rated?.ReceivedAt, hand.Handles || hand.Supervises ? await evaluations.TextAsync(appeal.CaseId, appeal.TaskId, cancel) : null,
            appeal.FiledAt, appeal.DecideBy, appeal.EndorseBy, appeal.OverdueAt is not null, appeal.Slip, appeal.AnsweredAt, appeal.Uphold, appeal.Adopted, appeal.Method, appeal.Cause, appeal.EndedAt,
            appeal.Drawn, appeal.Reaudited,
            [.. trace.Select(l => new AppealTraceView(l.At, l.Act, who.GetValueOrDefault(Actor.Parse(l.By).Id), l.Words, l.Text))],
            appeal.Possible(held.Rules, hand, conflicts), appeal.Reviews(held.Rules, hand) ? conflicts : [], held.Now) { Evidence = await evidence.OfAsync(held, hand, cancel) };
    }
}

/// <summary>申诉全貌 — what staff read; the rater stands nowhere in it.</summary>
internal sealed record AppealView(
    Guid Id,
    Guid CaseId,
    Guid TaskId,
    string Number,
    string CaseNumber,
    int Version,
    AppealState State,
    AppealFacts About,
    string Desk,
    IReadOnlyDictionary<string, Level> Indicators,
    DateTimeOffset? RatedAt,
    string? Text,
    DateTimeOffset FiledAt,
    DateOnly DecideBy,
    DateOnly? EndorseBy,
    bool IsOverdue,
    SlipConfirmation? Slip,
    DateTimeOffset? AnsweredAt,
    bool? Uphold,
    AppealClaim? Adopted,
    EvidenceMethod? Method,
    CauseKind? Cause,
    DateTimeOffset? EndedAt,
    bool Drawn,
    bool? Reaudited,
    IReadOnlyList<AppealTraceView> Trace,
    IReadOnlyList<string> Possible,
    IReadOnlyList<Conflict> Conflicts,
    DateTimeOffset Now)
{
    /// <summary>佐证材料; empty for whoever may not see them. Each is at <c>/console/appeals/{id}/evidence/{hash}</c>.</summary>
    public IReadOnlyList<NamedFile> Evidence { get; init; } = [];
}

/// <summary>办理记录 — one line of the history.</summary>
internal sealed record AppealTraceView(DateTimeOffset At, AppealAct Act, string? Who, IReadOnlyList<string> Words, string? Text);
