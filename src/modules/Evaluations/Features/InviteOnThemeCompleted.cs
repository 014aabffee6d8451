using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Features;

/// <summary>邀请评价（主题业务） — one task for the theme and its linked cases, from the day the last one was completed (深圳 第二十条, C14).</summary>
internal sealed class InviteOnThemeCompleted(Invitations invitations, IRulePacks packs) : Reaction<ThemeCompleted>
{
    protected override Task ReactAsync(IReadOnlyList<Recorded<ThemeCompleted>> facts, AppDb db, CancellationToken cancel)
    {
        foreach (var fact in facts.Select(f => f.Fact))
        {
            var pack = packs.For(fact.Place.Region, fact.CompletedAt.BusinessDate());
            var subject = new Invitations.Subject(
                fact.CaseId, TaskKeys.Theme(fact.CaseId), SubjectKind.Theme, fact.Place, fact.CompletedAt, [.. fact.Linked.Select(l => l.CaseId)], fact.Rater) { Linked = fact.Linked };
            invitations.Open(db, subject, pack, quiet: false);
        }

        return Task.CompletedTask;
    }
}
