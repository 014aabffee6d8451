using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;

namespace Haochaping.Evaluations.Features.Aloud;

/// <summary>核验朗读录音 — raters hear the recordings that were uploaded, and no others.</summary>
internal sealed class VerifyRecordings(FactTypes types) : IVerifyRows
{
    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync([typeof(RecordingChanged)], cancel))
        {
            var said = page.Say(facts => facts.Select(f => (RecordingChanged)f.Fact).GroupBy(f => f.Phrase, (_, changes) => changes.Last())
                .Where(f => f.Sha256 is not null).Select(f => ($"{f.DialectId}/{f.Phrase}", f)));
            var query = page.Of(db.Recordings, r => r.Dialect).Select(r => new { r.Dialect, r.Phrase, r.Hash, r.Type, r.Content });
            await page.MatchAsync("evaluations_recordings", query, 2, said, (row, cells, fact) =>
            {
                row.Says("hash", cells[2], fact.Sha256);
                if (!SoundFile.Read(cells[4].Bytes ?? []).Is(out var sound, out _) || sound.Hash != fact.Sha256)
                {
                    row.Altered("content");
                }
                else
                {
                    row.Says("type", cells[3], sound.Type);
                }
            }, cancel);
        }
    }
}
