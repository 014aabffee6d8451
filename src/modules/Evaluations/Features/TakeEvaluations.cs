using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>汇聚评价 — ratings that departments' own systems collected, with channel and capture time; singly or up to 1,000 at once.</summary>
internal sealed class TakeEvaluations(AppDb db, SubmitEvaluation submit, NationalTags tags, TimeProvider clock) : ISlice
{
    private const int MostAtOnce = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/evaluations", async (HttpContext http, TakeEvaluations slice, TimeProvider clock) =>
        {
            var receivedAt = clock.Now();
            var body = await RequestBody.ReadAsync<Request>(http.Request, http.RequestAborted);
            return body.Is(out var request, out var refusal) ? (await slice.RunAsync(request, http.User.ToScope(), receivedAt, http.RequestAborted)).ToAnswer() : refusal.ToProblem();
        })
        .WithName("take-evaluations").WithSummary("汇聚部门自建系统采集的评价，逐条返回结果")
        .Accepts<Request>("application/json").Produces<Answer>().ProducesProblem(400)
        .RequireAuthorization(Access.Scope("evaluations:write"));

    public async Task<Result<Answer>> RunAsync(Request request, StaffScope scope, DateTimeOffset receivedAt, CancellationToken cancel)
    {
        IReadOnlyList<Item?> items = request.Evaluations ?? [request];
        if (items.Count is 0 or > MostAtOnce)
        {
            return new Refusal(RefusalKind.BadRequest, "batch-size", $"每次 1 到 {MostAtOnce} 条，现为 {items.Count} 条：请拆分后重发。");
        }

        var parsed = items.Select(i => Parse(i ?? new Item(), receivedAt)).ToList();
        if (request.Evaluations is null && parsed[0].Refusal is { } malformed)
        {
            return malformed; // a single rating is answered by its own status
        }

        var cases = parsed.Select(p => p.Is(out var good, out _) ? good.CaseId : Guid.Empty).Distinct().ToList();
        var found = await db.TaskLinks.AsNoTracking().Where(l => cases.Contains(l.CoveredCase))
            .Join(db.Tasks, l => new { l.CaseId, l.TaskId }, t => new { t.CaseId, t.TaskId }, (l, t) => new { Link = l, t.Place, t.Kind }).ToListAsync(cancel);
        // A task beyond the client's institutions looks like none at all.
        var links = found.Where(f => scope.Covers(f.Place.Institution, f.Place.Region)).Select(f => new Covering(f.Link, f.Kind)).ToLookup(c => c.Link.CoveredCase);
        var taken = await Task.WhenAll(parsed.Select((p, i) => TakeAsync(items[i]?.CaseNumber, p, links)));
        // “Refused” is final for whoever reads it; a store that is away is not. The same request again finds what was recorded.
        return taken.Select(t => t.Busy).FirstOrDefault(busy => busy is not null) is { } again ? again : new Answer([.. taken]);
    }

    private Result<Parsed> Parse(Item item, DateTimeOffset receivedAt)
    {
        var parsing = new Parsing();
        var source = parsing.Text("source", item.Source, 60, required: true) ?? "";
        var number = parsing.Text("caseNumber", item.CaseNumber, 100, required: true) ?? "";
        var service = parsing.Number("serviceNumber", item.ServiceNumber ?? 1, 1, 999) ?? 1;
        var captured = parsing.Instant("capturedAt", item.CapturedAt, receivedAt.AddMinutes(5), required: true);
        if (ChannelCodes.Parse(item.Channel) is null)
        {
            parsing.Complain("channel", "unknown-choice", $"channel 不认识“{item.Channel}”，可填：{ChannelCodes.Known}。");
        }

        if (!StageKinds.Parse(item.Stage).Is(out var stage, out var unknown))
        {
            parsing.Complain("stage", unknown.Code, unknown.Message);
        }

        if (!item.Parse(tags).Is(out var verdict, out var refusal))
        {
            foreach (var complaint in refusal.Complaints ?? [])
            {
                parsing.Complain(complaint.Field, complaint.Code, complaint.Message);
            }
        }

        return parsing.IsClean ? new Parsed(CaseKeys.Case(source, number), service, verdict!, item.Channel!, captured!.Value, receivedAt, stage) : parsing.ToRefusal("invalid-rating");
    }

    private async Task<ItemAnswer> TakeAsync(string? caseNumber, Result<Parsed> parsed, ILookup<Guid, Covering> links)
    {
        if (!parsed.Is(out var item, out var refusal))
        {
            return ItemAnswer.Refused(caseNumber, refusal);
        }

        if (Choose(item, links[item.CaseId]) is not { } link)
        {
            return ItemAnswer.Refused(caseNumber, new Refusal(RefusalKind.NotFound, "task-not-found", "该办件没有可评价的服务：请先汇聚办件并确认已办结。"));
        }

        var result = await submit.SubmitAsync(new Submission(
            link.CaseId, link.TaskId, item.Verdict, item.Verdict.Hash(), item.Channel, item.ReceivedAt, item.CapturedAt, Ids.New(clock), Proven: true, Commitment.NewSalt()));
        return result.Is(out var receipt, out var no) ? new ItemAnswer(caseNumber, Word(receipt.Outcome), receipt.ReceiptCode, null, null, null) : ItemAnswer.Refused(caseNumber, no);
    }

    // The stage that is named; else the service's own task, or the one visit or batch that answers for the case.
    private static TaskLinkRow? Choose(Parsed item, IEnumerable<Covering> covering) => item.Stage.Event is { } ended
        ? covering.FirstOrDefault(c => c.Link.TaskId == TaskKeys.Stage(c.Link.CaseId, item.CaseId, item.ServiceNumber, ended))?.Link
        : (covering.FirstOrDefault(c => c.Link.TaskId == TaskKeys.Service(item.CaseId, item.ServiceNumber)) ?? covering.FirstOrDefault(c => c.Kind.IsWhole && c.Link.CaseId != item.CaseId))?.Link;

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Recorded => "recorded",
        Outcome.Replayed => "replayed",
        Outcome.AlreadyAnswered => "already-answered",
    };

    /// <summary>One rating, or a batch in <c>evaluations</c>.</summary>
    internal sealed record Request : Item
    {
        public IReadOnlyList<Item?>? Evaluations { get; init; }
    }

    /// <summary>One rating as it arrives.</summary>
    internal record Item : EvaluationWire
    {
        public string? Source { get; init; }

        public string? CaseNumber { get; init; }

        public int? ServiceNumber { get; init; }

        public string? Channel { get; init; }

        public string? CapturedAt { get; init; }

        /// <summary>环节评价: received, accepted, decided or certificateSigned; absent = the whole service.</summary>
        public string? Stage { get; init; }
    }

    /// <summary>One result per rating, in the order of the request.</summary>
    internal sealed record Answer(IReadOnlyList<ItemAnswer> Results);

    /// <summary>recorded, replayed, already-answered or refused.</summary>
    internal sealed record ItemAnswer(string? CaseNumber, string Outcome, string? ReceiptCode, string? Code, string? Message, IReadOnlyList<Complaint>? Complaints)
    {
        /// <summary>Why the whole request is to be sent again; null where this is an answer.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public Refusal? Busy { get; init; }

        public static ItemAnswer Refused(string? number, Refusal refusal) =>
            new(number, "refused", null, refusal.Code, refusal.Message, refusal.Complaints) { Busy = refusal.Kind == RefusalKind.Busy ? refusal : null };
    }

    private sealed record Parsed(Guid CaseId, int ServiceNumber, Verdict Verdict, string Channel, DateTimeOffset CapturedAt, DateTimeOffset ReceivedAt, StageAsked Stage);

    private sealed record Covering(TaskLinkRow Link, SubjectKind Kind);
}
