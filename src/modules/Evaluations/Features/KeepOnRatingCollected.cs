using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>随办件评价待登记 — a rating that came with a case waits, visibly, for the task it is for; <see cref="RecordCollectedRatings"/> then submits it.</summary>
internal sealed class KeepOnRatingCollected(IRulePacks packs) : Reaction<RatingCollected>
{
    protected override async Task ReactAsync(IReadOnlyList<Recorded<RatingCollected>> facts, AppDb db, CancellationToken cancel)
    {
        var cases = facts.Select(f => f.Fact.CaseId).Distinct().ToList();
        var known = await db.Collected.Where(c => cases.Contains(c.CaseId)).ToDictionaryAsync(c => (c.CaseId, c.ServiceNumber), cancel);
        foreach (var (fact, at) in facts.Select(f => (f.Fact, f.At)))
        {
            var pack = packs.For(fact.Place.Region, fact.CompletedAt.BusinessDate());
            var (lead, task) = TaskKeys.IsRatedByVisit(fact.Visit, fact.Place.Channel, pack)
                ? (fact.Visit!.Value, TaskKeys.Visit(fact.Visit.Value))
                : (fact.CaseId, TaskKeys.Service(fact.CaseId, fact.ServiceNumber));
            if (!known.TryGetValue((fact.CaseId, fact.ServiceNumber), out var row))
            {
                db.Add(known[(fact.CaseId, fact.ServiceNumber)] = new CollectedRow
                {
                    CaseId = fact.CaseId, ServiceNumber = fact.ServiceNumber, LeadCase = lead, TaskId = task, Place = fact.Place, Round = fact.Round,
                    State = RatingState.Waiting, ReceivedAt = at,
                });
            }
            else
            {
                (row.LeadCase, row.TaskId, row.Place, row.Round, row.ReceivedAt) = (lead, task, fact.Place, fact.Round, at);
                (row.State, row.Code, row.Message, row.SettledAt) = (RatingState.Waiting, null, null, null);
            }
        }
    }
}
