using Haochaping.Cases.Contracts;
using Haochaping.Cases.Domain;
using Haochaping.Cases.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Cases.Features;

/// <summary>核验办件 — cases, their versions, completions and visits say what their facts say. What facts do not carry (certificate, open events) cannot be held against them.</summary>
internal sealed class VerifyCases(FactTypes types) : IVerifyRows
{
    private static readonly Type[] Wanted = [typeof(CaseReported), typeof(ServiceCompleted), typeof(VisitEnded), typeof(GroupedServiceCompleted), .. GroupStory.Wanted];

    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync(Wanted, cancel))
        {
            await CasesAsync(db, page, cancel);
            await VersionsAsync(db, page, cancel);
            await ServicesAsync(db, page, cancel);
            await VisitsAsync(db, page, cancel);
            await GroupsAsync(db, page, cancel);
        }
    }

    private static Task CasesAsync(AppDb db, CasePage page, CancellationToken cancel)
    {
        var said = page.Say(facts => Versions(facts).GroupBy(v => v.CaseId, (id, all) => ($"{id}", (First: all.First(), Last: all.Last()))));
        var query = page.Of(db.Cases, c => c.CaseId).Select(c => new { c.CaseId, c.Source, c.CaseNumber, c.Region, c.Institution, c.Place, c.Version, c.ReportedAt, c.ChangedAt });
        return page.MatchAsync("cases", query, 1, said, (row, cells, told) =>
        {
            var place = told.Last.Place;
            row.Says("source", cells[1], place.Source);
            row.Says("case_number", cells[2], place.CaseNumber);
            row.Says("region", cells[3], place.Region);
            row.Says("institution", cells[4], place.Institution);
            row.SaysJson("place", cells[5], place);
            row.Says("version", cells[6], told.Last.Version);
            row.Says("reported_at", cells[7], told.First.ReportedAt);
            row.Says("changed_at", cells[8], told.Last.ReportedAt);
        }, cancel);
    }

    private static Task VersionsAsync(AppDb db, CasePage page, CancellationToken cancel)
    {
        var said = page.Say(facts => Versions(facts).Zip(Versions(facts).Skip(1), (old, next) => ($"{old.CaseId}/{old.Version}", (Old: old, Next: next))));
        var query = page.Of(db.CaseVersions, v => v.CaseId).Select(v => new { v.CaseId, v.Version, v.Place, v.ReplacedAt });
        return page.MatchAsync("cases_versions", query, 2, said, (row, cells, told) =>
        {
            row.SaysJson("place", cells[2], told.Old.Place);
            row.Says("replaced_at", cells[3], told.Next.ReportedAt);
        }, cancel);
    }

    private static async Task ServicesAsync(AppDb db, CasePage page, CancellationToken cancel)
    {
        // Of a group a case has an end of its own; what it went through by itself afterwards says more.
        var said = page.Say(facts => facts.Select(f => f.Fact).OfType<ServiceCompleted>()
            .Select(s => ($"{s.CaseId}/{s.ServiceNumber}", new End(s.Event, s.CompletedAt, s.Visit, s.RatingCollected)))
            .Concat(facts.Select(f => f.Fact).OfType<GroupedServiceCompleted>().Select(s => ($"{s.CaseId}/{s.ServiceNumber}", new End(s.Event, s.CompletedAt, null, RatingCollected: false)))));
        var done = page.Of(db.Services, s => s.CaseId).Where(s => s.CompletedAt != null)
            .Select(s => new { s.CaseId, s.ServiceNumber, s.CompletedAt, s.Events, s.Visit, s.Rating });
        await page.MatchAsync("cases_services", done, 2, said, (row, cells, told) =>
        {
            row.Says("completed_at", cells[2], told.CompletedAt);
            if (RowCheck.Read<List<CaseEvent>>(cells[3])?.Exists(e => e.Kind == told.Event && e.At == told.CompletedAt) != true)
            {
                row.Altered("events");
            }

            if (told.Visit is { } visit)
            {
                row.Says("visit", cells[4], visit);
            }

            if (told.RatingCollected && RowCheck.Read<CollectedRating>(cells[5]) is null)
            {
                row.Altered("rating");
            }
        }, cancel);
    }

    private static Task VisitsAsync(AppDb db, CasePage page, CancellationToken cancel)
    {
        var said = page.Say(facts => facts.Select(f => f.Fact).OfType<VisitEnded>().Select(v => ($"{v.CaseId}", v)));
        var query = page.Of(db.Visits, v => v.CaseId).Select(v => new { v.CaseId, v.Place, v.Cases, v.TurnedAway, v.Visitor, v.EndedAt });
        return page.MatchAsync("cases_visits", query, 1, said, (row, cells, told) =>
        {
            row.SaysJson("place", cells[1], told.Place);
            row.SaysJson("cases", cells[2], told.Cases);
            row.Says("turned_away", cells[3], told.TurnedAway);
            row.Says("visitor", cells[4], told.Rater);
            row.Says("ended_at", cells[5], told.EndedAt);
        }, cancel);
    }

    private static Task GroupsAsync(AppDb db, CasePage page, CancellationToken cancel)
    {
        var said = page.Say(facts => GroupStory.Of(facts).Select(g => ($"{g.First.CaseId}", g)));
        var query = page.Of(db.Groups, g => g.CaseId).Select(g => new { g.CaseId, g.Kind, g.Place, g.Size, g.Members, g.ReceiptToldAt, g.SettledAt });
        return page.MatchAsync("cases_groups", query, 1, said, (row, cells, told) =>
        {
            row.Says("kind", cells[1], told.First.Kind);
            row.SaysJson("place", cells[2], told.First.Place);
            row.Says("size", cells[3], told.First.Size);
            if (RowCheck.Read<List<GroupMember>>(cells[4]) is not { } members || !told.IsOf(members))
            {
                row.Altered("members");
            }

            row.Says("receipt_told_at", cells[5], told.ReceiptToldAt);
            row.Says("settled_at", cells[6], told.SettledAt);
        }, cancel);
    }

    private static List<CaseReported> Versions(IReadOnlyList<Recorded<IFact>> facts) => [.. facts.Select(f => f.Fact).OfType<CaseReported>().OrderBy(c => c.Version)];

    /// <summary>The end of one service, as facts tell it.</summary>
    private sealed record End(CaseEventKind Event, DateTimeOffset CompletedAt, Guid? Visit, bool RatingCollected);
}
