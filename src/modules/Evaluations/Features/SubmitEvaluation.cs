using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Features.Pictures;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Evaluations.Features;

/// <summary>提交评价 — answer one evaluation task, once. Every channel calls it.</summary>
internal sealed class SubmitEvaluation(
    Lanes<Submission, TaskRow, Result<Receipt>> lanes, Links links, NationalTags tags, Proofs proofs, KeepPictures keep, IEnumerable<ISharedScreens> screens, TimeProvider clock) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/tasks/{token}/evaluation", async (string token, HttpContext http, SubmitEvaluation slice, TimeProvider clock) =>
        {
            var receivedAt = clock.Now(); // before anything waits: this instant decides whether the window was open
            var body = await RequestBody.ReadAsync<Request>(http.Request, http.RequestAborted);
            return !body.Is(out var wire, out var refusal) ? refusal.ToProblem()
                : PostedPictures.Read(wire.Pictures).Is(out var pictures, out refusal) ? Answer(http, await slice.RunAsync(token, wire, receivedAt, pictures))
                : refusal.ToProblem();
        })
        .WithName("submit-evaluation").WithSummary("提交评价：同一内容重复提交返回同一回执")
        .Accepts<Request>("application/json").Produces<Receipt>(201).Produces<Receipt>().ProducesProblem(400).ProducesProblem(410).ProducesProblem(422)
        .AllowAnonymous();

    /// <summary>Parse here; load, decide and save in the lane, together with others.</summary>
    public async Task<Result<Receipt>> RunAsync(string token, EvaluationWire wire, DateTimeOffset receivedAt, IReadOnlyList<FileContent>? pictures = null)
    {
        if (await links.OpenAsync(token, CancellationToken.None) is not { } task)
        {
            return BadLink;
        }

        if (!wire.Parse(tags).Is(out var verdict, out var refusal))
        {
            return refusal;
        }

        verdict = verdict with { Pictures = [.. pictures?.Select(p => p.Hash) ?? []] };
        var proven = proofs.IsProven(task, wire.Proof) || task.Channel is ChannelKind.WindowDevice;
        var submission = new Submission(
            task.CaseId, task.TaskId, verdict, verdict.Hash(), ChannelCodes.Code(task.Channel), receivedAt, null, Ids.New(clock), proven, Commitment.NewSalt())
        {
            Terminal = await TerminalAsync(task),
        };
        return await keep.AroundAsync(submission, pictures ?? [], SubmitAsync);
    }

    // Only a link made for shared screens was handed to a terminal; no other rating waits for the look-up.
    private async Task<string?> TerminalAsync(TaskToken task) =>
        screens.FirstOrDefault(s => s.Includes(task.Channel)) is { } shared ? await shared.TerminalOfAsync(task.CaseId, task.TaskId, CancellationToken.None) : null;

    /// <summary>For slices that found the task in another way.</summary>
    public async Task<Result<Receipt>> SubmitAsync(Submission submission) => (await lanes.SubmitAsync(submission)).Then(answer => answer);

    /// <summary>What a forged, damaged or outdated link is told; the same for all, so that nothing can be guessed from it.</summary>
    public static Refusal BadLink { get; } = new(RefusalKind.NotFound, "task-not-found", "没有找到这次服务的评价入口，请核对链接是否完整，或向办理窗口询问。");

    private static IResult Answer(HttpContext http, Result<Receipt> result)
    {
        if (!result.Is(out var receipt, out var refusal))
        {
            return refusal.ToProblem();
        }

        if (receipt.Outcome != Outcome.Recorded)
        {
            http.Response.Headers["Idempotent-Replayed"] = receipt.Outcome == Outcome.Replayed ? "true" : "already-answered";
        }

        return result.ToAnswer(receipt.Outcome == Outcome.Recorded ? 201 : 200);
    }

    /// <summary>A rating as a portal or an app sends it.</summary>
    internal sealed record Request : EvaluationWire
    {
        /// <summary>图片: at most three JPEG or PNG files of up to 5 MB, each in base64.</summary>
        public IReadOnlyList<byte[]?>? Pictures { get; init; }
    }
}

/// <summary>The lane's view of the use case: which task, and the pure decision.</summary>
internal sealed class SubmitWork(IRulePacks packs, IKeys keys) : ILaneWork<Submission, TaskRow, Result<Receipt>>
{
    public string Guard => nameof(TaskRow.State);

    public object[] KeyOf(Submission request) => [request.CaseId, request.TaskId];

    public object[] KeyOf(TaskRow row) => [row.CaseId, row.TaskId];

    public Decision<TaskRow, Result<Receipt>> Decide(Submission request, TaskRow? row)
    {
        if (row is null)
        {
            return (Result<Receipt>)SubmitEvaluation.BadLink;
        }

        var pack = packs.Get(PackRef.Parse(row.Pack));
        if (!Evaluation.Answer(row, request, pack).Is(out var outcome, out var refusal))
        {
            return (Result<Receipt>)refusal;
        }

        var code = ReceiptCode.Of(request.CaseId, request.TaskId, keys);
        if (outcome != Outcome.Recorded || row.State == TaskState.Answered)
        {
            return (Result<Receipt>)new Receipt(code, (int?)row.AnswerLevel, row.AnsweredAt!.Value, outcome);
        }

        var inserts = row.Kind == SubjectKind.Theme
            ? ThemeAnswering.Rows(row, request, pack, task => ReceiptCode.Of(request.CaseId, task, keys), Actor.Citizen)
            : Answering.Rows(row, request, pack, code, Actor.Citizen);
        return new((Result<Receipt>)new Receipt(code, (int?)request.Verdict.Level, request.ReceivedAt, outcome), new(row, Answering.Next(row, request), inserts));
    }
}

/// <summary>回执 — what a rater gets; the same bytes for the same rating, however often it is sent.</summary>
/// <param name="ReceiptCode">回执码, for example <c>7KQF-2M8X-PD4T</c>.</param>
/// <param name="Level">The level that counts: of the first answer; of a theme empty where only linked cases were rated.</param>
/// <param name="ReceivedAt">When it was received.</param>
internal sealed record Receipt(string ReceiptCode, int? Level, DateTimeOffset ReceivedAt)
{
    public Receipt(string code, int? level, DateTimeOffset receivedAt, Outcome outcome)
        : this(code, level, receivedAt) => Outcome = outcome;

    /// <summary>Where the citizen sees what became of it.</summary>
    public string ReceiptPath => "/r/" + ReceiptCode;

    [System.Text.Json.Serialization.JsonIgnore]
    public Outcome Outcome { get; }
}
