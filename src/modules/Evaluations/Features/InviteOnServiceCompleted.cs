using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Features;

/// <summary>邀请评价 — a completed service becomes an open task; where the rating came with the case (江西 第十四条), quietly.</summary>
internal sealed class InviteOnServiceCompleted(Invitations invitations, IRulePacks packs) : Reaction<ServiceCompleted>
{
    protected override Task ReactAsync(IReadOnlyList<Recorded<ServiceCompleted>> facts, AppDb db, CancellationToken cancel)
    {
        foreach (var fact in facts.Select(f => f.Fact))
        {
            var pack = packs.For(fact.Place.Region, fact.CompletedAt.BusinessDate());
            if (TaskKeys.IsRatedByVisit(fact.Visit, fact.Place.Channel, pack))
            {
                continue; // the visit is invited
            }

            var kind = fact.Place.Channel == HandlingChannel.Hotline ? SubjectKind.Contact : SubjectKind.Service;
            var subject = new Invitations.Subject(fact.CaseId, TaskKeys.Service(fact.CaseId, fact.ServiceNumber), kind, fact.Place, fact.CompletedAt, [fact.CaseId], fact.Rater);
            invitations.Open(db, subject, pack, quiet: fact.RatingCollected);
        }

        return Task.CompletedTask;
    }
}
