using System.Globalization;
using System.Text.Json;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Paper;

/// <summary>核验评价表 — every serial that was handed out is there and stands where the journal says: none is made away with.</summary>
internal sealed class VerifyPaper : IVerifyRows
{
    private const string Table = "channels_paper_forms";

    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        var expected = await ExpectedAsync(db, rows, cancel);
        await foreach (var row in rows.ReadAsync(db.PaperForms.OrderBy(f => f.Serial).Select(f => new { f.Serial, f.State, f.Scan }), cancel))
        {
            var serial = row[0].Text ?? "";
            if (!expected.Remove(serial, out var said))
            {
                found(new(Table, serial, null, "form-unsealed", "这个表号不在存证中：不是按程序发放的。"));
            }
            else if (row[1].Text != said.State.ToString())
            {
                found(new(Table, serial, "state", "form-altered", "这张评价表的状态与存证不一致：已被改动。"));
            }
            else if (row[2].Text != said.Scan)
            {
                found(new(Table, serial, "scan", "form-altered", "这张评价表的扫描件与存证不一致：已被改动。"));
            }
        }

        foreach (var missing in expected.Keys.Order(StringComparer.Ordinal))
        {
            found(new(Table, missing, null, "form-missing", "存证中发放过这张评价表，表中没有：已被删除。"));
        }
    }

    private static async Task<Dictionary<string, (PaperState State, string? Scan)>> ExpectedAsync(AppDb db, RawRows rows, CancellationToken cancel)
    {
        var expected = new Dictionary<string, (PaperState State, string? Scan)>();
        foreach (var issued in await FactsAsync<PaperFormsIssued>(db, rows, cancel))
        {
            var batch = int.Parse(issued.First[..5], CultureInfo.InvariantCulture);
            for (var place = int.Parse(issued.First[6..9], CultureInfo.InvariantCulture); place <= int.Parse(issued.Last[6..9], CultureInfo.InvariantCulture); place++)
            {
                expected[Serial.Of(batch, place)] = (PaperState.Issued, null);
            }
        }

        foreach (var entered in (await FactsAsync<PaperFormEntered>(db, rows, cancel)).OrderBy(e => e.Round))
        {
            expected[entered.Serial] = (entered.Outcome switch
            {
                "first" => PaperState.EnteredOnce,
                "mismatch" => PaperState.Mismatch,
                "recorded" => PaperState.Recorded,
                _ => PaperState.Refused,
            }, entered.Scan);
        }

        foreach (var voided in await FactsAsync<PaperFormVoided>(db, rows, cancel))
        {
            expected[voided.Serial] = (PaperState.Void, expected.GetValueOrDefault(voided.Serial).Scan);
        }

        return expected;
    }

    // A body that cannot be read is told by the ledger itself.
    private static async Task<List<TFact>> FactsAsync<TFact>(AppDb db, RawRows rows, CancellationToken cancel)
        where TFact : class, IFact
    {
        var type = FactTypes.NameOf(typeof(TFact));
        List<TFact> facts = [];
        await foreach (var row in rows.ReadAsync(db.Journal.Where(e => e.Type == type).Select(e => new { e.Body }), cancel))
        {
            try
            {
                if (JsonSerializer.Deserialize<Envelope<TFact>>(row[0].Bytes, FactJson.Options)?.Fact is { } fact)
                {
                    facts.Add(fact);
                }
            }
            catch (JsonException)
            {
                continue;
            }
        }

        return facts;
    }
}
