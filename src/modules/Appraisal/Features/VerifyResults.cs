using Haochaping.Appraisal.Contracts;
using Haochaping.Appraisal.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;

namespace Haochaping.Appraisal.Features;

/// <summary>核验考评结果 — no result disappears, is slipped in or reads otherwise than when the month was closed.</summary>
internal sealed class VerifyResults(FactTypes types) : IVerifyRows
{
    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync([typeof(UnitAppraised)], cancel))
        {
            var said = page.Say(facts => facts.Select(f => f.Fact).OfType<UnitAppraised>().Select(f => ($"{f.CaseId}", f)));
            var query = page.Of(db.Results, r => r.CaseId).Select(r => new { r.CaseId, r.Month, r.Unit, r.Region, r.Authority, r.Result, r.At });
            await page.MatchAsync("appraisal_results", query, 1, said, (row, c, fact) =>
            {
                row.Says("month", c[1], fact.Result.Month);
                row.Says("unit", c[2], fact.Result.Unit);
                row.Says("region", c[3], fact.Result.Region);
                row.Says("authority", c[4], fact.Result.Authority);
                row.SaysJson("result", c[5], fact.Result);
                row.Says("at", c[6], fact.At);
            }, cancel);
        }
    }
}
