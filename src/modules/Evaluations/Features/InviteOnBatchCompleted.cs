using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Features;

/// <summary>邀请评价（批量业务） — one task answers for all cases of a batch, from the day the last one was completed (深圳 第二十条).</summary>
internal sealed class InviteOnBatchCompleted(Invitations invitations, IRulePacks packs) : Reaction<BatchCompleted>
{
    protected override Task ReactAsync(IReadOnlyList<Recorded<BatchCompleted>> facts, AppDb db, CancellationToken cancel)
    {
        foreach (var fact in facts.Select(f => f.Fact))
        {
            var pack = packs.For(fact.Place.Region, fact.CompletedAt.BusinessDate());
            var subject = new Invitations.Subject(fact.CaseId, TaskKeys.Batch(fact.CaseId), SubjectKind.Batch, fact.Place, fact.CompletedAt, fact.Cases, fact.Rater);
            invitations.Open(db, subject, pack, quiet: false);
        }

        return Task.CompletedTask;
    }
}
