using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>评价台 — the one door of every channel.</summary>
internal sealed class RatingDesk(AppDb db, ShowTask show, SubmitEvaluation submit, SendCode sendCode, ProveRater prove, Links links, NationalTags tags, IKeys keys, TimeProvider clock) : IRatingDesk
{
    public async Task<IReadOnlyList<RatableTask>> FindAsync(RatableQuery query, CancellationToken cancel)
    {
        if (query is { Rater: null, Cases: null, Institution: null, Hall: null })
        {
            throw new ArgumentException("A rater, cases, an institution or a hall.", nameof(query));
        }

        var tasks = db.Tasks.AsNoTracking();
        if (query.Rater is { } rater)
        {
            tasks = tasks.Where(t => t.Rater == rater);
        }

        if (query.Institution is { } institution)
        {
            tasks = tasks.Where(t => t.Institution == institution);
        }

        if (query.Hall is { } hall)
        {
            tasks = tasks.Where(t => t.Hall == hall);
        }

        if (query.Cases is { } cases)
        {
            var covering = db.TaskLinks;
            tasks = tasks.Where(t => covering.Any(l => cases.Contains(l.CoveredCase) && l.CaseId == t.CaseId && l.TaskId == t.TaskId));
        }

        if (query.Since is { } since)
        {
            tasks = tasks.Where(t => t.CompletedAt >= since);
        }

        if (query.OpenAt is { } at)
        {
            tasks = tasks.Where(t => (t.State == TaskState.Open && t.ClosesAt > at) || (t.State == TaskState.Defaulted && t.SupplementUntil > at));
        }

        // The window stands inside the place, which no store can search alike: read on until enough fit.
        List<RatableTask> found = [];
        await foreach (var task in tasks.OrderByDescending(t => t.CompletedAt).ThenBy(t => t.TaskId).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (query.Window is null || task.Place.Window == query.Window)
            {
                found.Add(ToRatable(task));
                if (found.Count == query.Most)
                {
                    break;
                }
            }
        }

        return found;
    }

    public Task<Result<TaskForm>> FormAsync(Guid caseId, Guid taskId, ChannelKind channel, CancellationToken cancel) =>
        show.RunAsync(new TaskToken(caseId, taskId, channel).Sign(keys), cancel);

    public string PathOf(Guid caseId, Guid taskId, ChannelKind channel) => "/e/" + new TaskToken(caseId, taskId, channel).Sign(keys);

    public string AwaitedPathOf(Guid caseId, ChannelKind channel) => PathOf(caseId, TaskKeys.Service(caseId, 1), channel);

    public async Task<LinkedTask?> OpenAsync(string? token, CancellationToken cancel) =>
        await links.OpenAsync(token, cancel) is { } task ? new LinkedTask(task.CaseId, task.TaskId, task.Channel) : null;

    public async Task SendCodeAsync(Guid caseId, Guid taskId, CancellationToken cancel) =>
        _ = await sendCode.RunAsync(new TaskToken(caseId, taskId, ChannelKind.RatingPage).Sign(keys), cancel);

    public async Task<PersonToken?> ProveAsync(Guid caseId, Guid taskId, string? certificate, string? code, CancellationToken cancel) =>
        (await prove.RunAsync(new TaskToken(caseId, taskId, ChannelKind.RatingPage).Sign(keys), certificate, code, cancel)).Is(out _, out _)
        && await db.Tasks.Where(t => t.CaseId == caseId && t.TaskId == taskId).Select(t => t.Rater).FirstOrDefaultAsync(cancel) is { } rater
            ? new PersonToken(rater)
            : null;

    public async Task<Result<RatingTaken>> RateAsync(RatingGiven given)
    {
        var wire = new EvaluationWire
        {
            Level = given.Level, Indicators = given.Indicators, Tags = given.Tags, Text = given.Text, Private = given.Private, Assisted = given.Assisted, Questions = given.Questions,
            Items = given.Linked?.Select(l => new LinkedWire(l.CaseNumber, l.Level, null, l.Text)).ToList(),
        };
        if (!wire.Parse(tags).Is(out var verdict, out var refusal))
        {
            return refusal;
        }

        var taken = await submit.SubmitAsync(new Submission(
            given.CaseId, given.TaskId, verdict, verdict.Hash(), ChannelCodes.Code(given.Channel), given.ReceivedAt, given.CapturedAt, Ids.New(clock), given.Proven, Commitment.NewSalt()));
        return taken.Then(receipt => (Result<RatingTaken>)new RatingTaken(receipt.ReceiptPath, receipt.ReceiptCode, receipt.Level, receipt.ReceivedAt, Word(receipt.Outcome)));
    }

    private RatableTask ToRatable(TaskRow task) => new(
        task.CaseId, task.TaskId, task.Kind, task.Place, task.Pack, task.Rater, task.Cases, task.CompletedAt, task.ClosesAt, task.Provisional,
        Evaluation.MayAnswer(task, clock.Now()) ? "open" : task.State == TaskState.Open ? "closed" : task.State.ToString().ToLowerInvariant(),
        (int?)task.AnswerLevel, task.AnsweredAt, task.State == TaskState.Answered ? "/r/" + ReceiptCode.Of(task.CaseId, task.TaskId, keys) : null)
    {
        ExplainPath = ExplainLink.For(PackRef.Parse(task.Pack), Clock.EvaluationWindow, task.DayZero.BusinessDate()),
    };

    private static RatingOutcome Word(Outcome outcome) => outcome switch
    {
        Outcome.Recorded => RatingOutcome.Recorded,
        Outcome.Replayed => RatingOutcome.Replayed,
        Outcome.AlreadyAnswered => RatingOutcome.AlreadyAnswered,
    };
}
