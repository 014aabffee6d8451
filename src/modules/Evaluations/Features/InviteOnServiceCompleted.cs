using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Features;

/// <summary>邀请评价 — a completed service becomes an open task; a rating that came with the case answers it at once (江西 第十四条).</summary>
internal sealed class InviteOnServiceCompleted(Invitations invitations, ICases cases, IRulePacks packs, IKeys keys, TimeProvider clock) : Reaction<ServiceCompleted>
{
    protected override async Task ReactAsync(IReadOnlyList<Recorded<ServiceCompleted>> facts, AppDb db, CancellationToken cancel)
    {
        // load
        var collected = facts.Any(f => f.Fact.RatingCollected)
            ? (await cases.CollectedRatingsAsync([.. facts.Where(f => f.Fact.RatingCollected).Select(f => f.Fact.CaseId).Distinct()], cancel)).ToDictionary(r => (r.CaseId, r.ServiceNumber))
            : [];
        foreach (var (fact, at) in facts.Select(f => (f.Fact, f.At)))
        {
            // decide
            var pack = packs.For(fact.Place.Region, fact.CompletedAt.BusinessDate());
            if (fact.Visit is not null && fact.Place.Channel == HandlingChannel.Window && pack.Form.Granularity.Onsite == Granularity.OnePerVisit)
            {
                continue; // 一次一评: the visit is invited, once, with all its cases
            }

            var kind = fact.Place.Channel == HandlingChannel.Hotline ? SubjectKind.Contact : SubjectKind.Service;
            var rating = collected.GetValueOrDefault((fact.CaseId, fact.ServiceNumber));
            var task = invitations.Open(
                new Invitations.Subject(fact.CaseId, TaskKeys.Service(fact.CaseId, fact.ServiceNumber), kind, fact.Place, fact.CompletedAt, [fact.CaseId], fact.Rater), pack, quiet: rating is not null);

            // save
            if (rating is not null && Submit(rating, task.TaskId, at) is var submission && Evaluation.Answer(task, submission, pack).Is(out _, out _))
            {
                db.Add(Answering.Next(task, submission));
                db.AddRange(Answering.Rows(task, submission, pack, ReceiptCode.Of(task.CaseId, task.TaskId, keys), Actor.House));
            }
            else
            {
                db.Add(task);
            }

            Invitations.Leave(db, task, clock.Now());
        }
    }

    private static Submission Submit(CollectedRating rating, Guid taskId, DateTimeOffset at)
    {
        var verdict = new Verdict((Level)rating.Level, new Dictionary<string, Level>(), rating.Tags, rating.Text, Private: false);
        return new(
            rating.CaseId, taskId, verdict, verdict.Hash(), rating.Channel, at, rating.CapturedAt, Ids.Derive("evaluation", rating.CaseId.ToString(), taskId.ToString()),
            Proven: true, Identity.Contracts.Commitment.NewSalt());
    }
}
