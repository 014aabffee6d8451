using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Keys;
using Haochaping.Ledger.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Complaints;

/// <summary>核验投诉 — every complaint says what its fact says, text included; none is missing and each has its receipt. What was typed as a number stands in no fact.</summary>
internal sealed class VerifyComplaints(FactTypes types, IKeys keys) : IVerifyRows
{
    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync([typeof(ComplaintFiled)], cancel))
        {
            var said = page.Say(facts => facts.Select(f => ($"{f.Fact.CaseId}/{((ComplaintFiled)f.Fact).ComplaintId}", f)));
            await RowsAsync(db, page, said, cancel);
            await ReceiptsAsync(db, rows, said, found, cancel);
        }
    }

    private static Task RowsAsync(AppDb db, CasePage page, Dictionary<string, Recorded<IFact>> said, CancellationToken cancel)
    {
        var query = page.Of(db.Complaints, c => c.CaseId).Select(c => new
        {
            c.CaseId, c.ComplaintId, c.EntryId, c.Kind, c.Place, c.Institution, c.Region, c.Pack, c.Text, c.Salt, c.Channel, c.OwnCase, c.Complainant, c.ReceivedAt, c.Pictures,
        });
        return page.MatchAsync("evaluations_complaints", query, 2, said, (row, cells, recorded) =>
        {
            var fact = (ComplaintFiled)recorded.Fact;
            row.Says("entry_id", cells[2], recorded.EntryId);
            row.Says("kind", cells[3], fact.Kind);
            row.SaysJson("place", cells[4], fact.Place);
            row.Says("institution", cells[5], fact.Place.Institution);
            row.Says("region", cells[6], fact.Place.Region);
            row.Says("pack", cells[7], fact.Pack);
            if (cells[8].Text is not { } text || cells[9].Bytes is not { Length: >= 32 } salt || Commitment.Of(text, salt) != fact.TextCommitment)
            {
                row.Altered("text");
            }

            row.Says("channel", cells[10], fact.Channel);
            row.Says("own_case", cells[11], fact.OwnCase);
            row.Says("complainant", cells[12], fact.Complainant);
            row.Says("received_at", cells[13], fact.ReceivedAt);
            if (fact.Pictures is not null || !cells[14].IsNull)
            {
                row.SaysJson("pictures", cells[14], fact.Pictures);
            }
        }, cancel);
    }

    // Codes that lead astray are found with those of ratings: they share one table.
    private async Task ReceiptsAsync(AppDb db, RawRows rows, Dictionary<string, Recorded<IFact>> said, Action<Fault> found, CancellationToken cancel)
    {
        foreach (var some in said.Values.Select(f => (ComplaintFiled)f.Fact).Chunk(500))
        {
            var codes = some.SelectMany(f => ReceiptCode.Every(f.CaseId, f.ComplaintId, keys)).ToList();
            var without = some.Select(f => $"{f.CaseId}/{f.ComplaintId}").ToHashSet();
            await foreach (var cells in rows.ReadAsync(db.Receipts.Where(r => codes.Contains(r.Code)).Select(r => new { r.CaseId, r.TaskId }), cancel))
            {
                without.Remove(RowCheck.KeyOf([cells[0], cells[1]]));
            }

            foreach (var complaint in without)
            {
                found(new Fault("evaluations_receipts", complaint, "code", "row-missing", "这份投诉的回执码不在表中：已被删除或改动。"));
            }
        }
    }
}
