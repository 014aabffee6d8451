using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Features;

/// <summary>邀请评价（一次一评） — a visit becomes one task for all its cases; a person turned away may rate too, without default (C7).</summary>
internal sealed class InviteOnVisitEnded(Invitations invitations, IRulePacks packs) : Reaction<VisitEnded>
{
    protected override Task ReactAsync(IReadOnlyList<Recorded<VisitEnded>> facts, AppDb db, CancellationToken cancel)
    {
        foreach (var fact in facts.Select(f => f.Fact))
        {
            var pack = packs.For(fact.Place.Region, fact.EndedAt.BusinessDate());
            var ratable = fact.TurnedAway
                ? pack.Completion.FailedReceiptOrAcceptance == FailedReceipt.VisitRatable
                : pack.Form.Granularity.Onsite == Granularity.OnePerVisit;
            if (ratable)
            {
                var kind = fact.TurnedAway ? SubjectKind.TurnedAway : SubjectKind.Visit;
                var subject = new Invitations.Subject(fact.CaseId, TaskKeys.Visit(fact.CaseId), kind, fact.Place, fact.EndedAt, fact.Cases, fact.Rater);
                invitations.Open(db, subject, pack, quiet: false);
            }
        }

        return Task.CompletedTask;
    }
}
