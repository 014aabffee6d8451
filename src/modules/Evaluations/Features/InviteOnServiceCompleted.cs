using Haochaping.Cases.Contracts;
using Haochaping.Catalog.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Features;

/// <summary>邀请评价 — a completed service becomes an open task; where the rating came with the case (江西 第十四条), quietly.</summary>
internal sealed class InviteOnServiceCompleted(Invitations invitations, ICatalog catalog, IRulePacks packs) : Reaction<ServiceCompleted>
{
    protected override async Task ReactAsync(IReadOnlyList<Recorded<ServiceCompleted>> facts, AppDb db, CancellationToken cancel)
    {
        var alone = facts.Select(f => f.Fact).Select(f => (Fact: f, Pack: packs.For(f.Place.Region, f.CompletedAt.BusinessDate()), Kind: KindOf(f)))
            .Where(f => !TaskKeys.IsRatedByVisit(f.Fact.Visit, f.Fact.Place.Channel, f.Pack)).ToList(); // else the visit is invited
        var asked = alone.Where(f => Questionnaire.IsAsked(f.Kind, f.Pack)).Select(f => f.Fact.Place.Item).Distinct().ToList();
        var items = asked.Count == 0 ? new Dictionary<string, ItemInfo>() : await catalog.FindItemsAsync(asked, null, cancel);
        foreach (var (fact, pack, kind) in alone)
        {
            var subject = new Invitations.Subject(fact.CaseId, TaskKeys.Service(fact.CaseId, fact.ServiceNumber), kind, fact.Place, fact.CompletedAt, [fact.CaseId], fact.Rater)
            {
                Questions = items.GetValueOrDefault(fact.Place.Item) is { Questions: { Count: > 0 } own } ? own : null,
            };
            invitations.Open(db, subject, pack, quiet: fact.RatingCollected);
        }
    }

    private static SubjectKind KindOf(ServiceCompleted fact) => fact.Place.Channel == HandlingChannel.Hotline ? SubjectKind.Contact : SubjectKind.Service;
}
