using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>
/// 登记随办件评价 — submits ratings that came with cases, by the one use case every channel calls, once their task is there. What
/// the rules refuse is told by a fact and a row, and the citizen is invited after all. A crash half way repeats the same submission.
/// </summary>
internal sealed class RecordCollectedRatings(
    AppDb db, ICases cases, SubmitEvaluation submit, IRulePacks packs, InvitationMessages messages, TimeProvider clock) : IJob
{
    private const int BatchSize = 200;

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var (collected, tasks) = (db.Collected, db.Tasks); // no extension property inside a query
        var waiting = await collected.Where(c => c.State == RatingState.Waiting)
            .Where(c => tasks.Any(t => t.CaseId == c.LeadCase && t.TaskId == c.TaskId)).OrderBy(c => c.ReceivedAt).Take(BatchSize).ToListAsync(cancel);
        if (waiting.Count == 0)
        {
            return 0;
        }

        var ratings = (await cases.CollectedRatingsAsync([.. waiting.Select(c => c.CaseId).Distinct()], cancel)).ToDictionary(r => (r.CaseId, r.ServiceNumber));
        var submitted = await Task.WhenAll(waiting.Select(async row => (Row: row, Result: await SubmitAsync(row, ratings[(row.CaseId, row.ServiceNumber)]))));
        var settled = 0;
        foreach (var (row, result) in submitted.Where(s => s.Result.Refusal?.Kind != RefusalKind.Busy))
        {
            await SettleAsync(row, result, cancel);
            settled++;
        }

        await db.SaveChangesAsync(cancel);
        return settled;
    }

    private Task<Result<Receipt>> SubmitAsync(CollectedRow row, CollectedRating rating)
    {
        var verdict = new Verdict((Level)rating.Level, new Dictionary<string, Level>(), rating.Tags, rating.Text, Private: false);
        var entry = Ids.Derive("evaluation", row.CaseId.ToString(), row.ServiceNumber.ToString(), row.Round.ToString());
        return submit.SubmitAsync(new Submission(
            row.LeadCase, row.TaskId, verdict, verdict.Hash(), rating.Channel, row.ReceivedAt, rating.CapturedAt, entry, Proven: true, Commitment.NewSalt()));
    }

    private async Task SettleAsync(CollectedRow row, Result<Receipt> result, CancellationToken cancel)
    {
        row.SettledAt = clock.Now();
        (row.State, row.Code, row.Message) = result.Is(out var receipt, out var refusal)
            ? receipt.Outcome == Outcome.AlreadyAnswered
                ? (RatingState.AlreadyAnswered, "already-answered", "此前已由其他渠道评价，以先到的为准；随报的评价未采用。")
                : (RatingState.Recorded, null, null)
            : (RatingState.Refused, refusal.Code, refusal.Message);
        if (row.Code is not null)
        {
            db.Leave(
                new CollectedRatingRefused(row.CaseId, row.ServiceNumber, row.TaskId, row.Place, row.Code),
                Ids.Derive("collected-rating-refused", row.CaseId.ToString(), row.ServiceNumber.ToString(), row.Round.ToString()), Actor.House, row.SettledAt.Value);
            await InviteAsync(row, cancel);
        }
    }

    // The task was opened quietly, because a rating was there; now there is none.
    private async Task InviteAsync(CollectedRow row, CancellationToken cancel)
    {
        var open = db.Tasks.Where(t => t.CaseId == row.LeadCase && t.TaskId == row.TaskId && t.State == TaskState.Open && t.RemindAt == null && t.MessagesSent == 0);
        if (await open.AsNoTracking().FirstOrDefaultAsync(cancel) is { } task)
        {
            var first = messages.FirstAt(task.Rater, task.DayZero, packs.Get(PackRef.Parse(task.Pack)));
            await open.ExecuteUpdateAsync(set => set.SetProperty(t => t.RemindAt, first), cancel);
        }
    }
}
