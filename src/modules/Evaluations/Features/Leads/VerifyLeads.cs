using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;

namespace Haochaping.Evaluations.Features.Leads;

/// <summary>核验线索 — no lead disappears, none is slipped in, and each is about whom its fact says.</summary>
internal sealed class VerifyLeads(FactTypes types) : IVerifyRows
{
    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync([typeof(LeadFlagged)], cancel))
        {
            var said = page.Say(facts => facts.Select(f => ($"{f.Fact.CaseId}/{((LeadFlagged)f.Fact).Said}", f)));
            var query = page.Of(db.Leads, l => l.CaseId).Select(l => new { l.CaseId, l.Said, l.Place, l.Institution, l.Region, l.FlaggedAt, l.FlaggedBy, l.Note, l.Salt });
            await page.MatchAsync("evaluations_leads", query, 2, said, (row, cells, recorded) =>
            {
                var fact = (LeadFlagged)recorded.Fact;
                row.SaysJson("place", cells[2], fact.Place);
                row.Says("institution", cells[3], fact.Place.Institution);
                row.Says("region", cells[4], fact.Place.Region);
                row.Says("flagged_at", cells[5], fact.At);
                row.Says("flagged_by", cells[6], recorded.By.ToString());
                if (fact.Note is null ? !cells[7].IsNull : cells[7].Text is not { } note || cells[8].Bytes is not { Length: >= 32 } salt || Commitment.Of(note, salt) != fact.Note)
                {
                    row.Altered("note");
                }
            }, cancel);
        }
    }
}
