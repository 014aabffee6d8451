using System.Security.Cryptography;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Ledger.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Features.Files;

/// <summary>核验文件 — every picture and scan that a fact names is there, opens and is the very file; none was slipped in.</summary>
internal sealed class VerifyFiles(FactTypes types, IKeys keys, TimeProvider clock) : IVerifyRows
{
    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        var wanted = types.All.Values.Where(typeof(INamesFiles).IsAssignableFrom).ToList();
        var (now, journal) = (clock.Now(), db.Journal);
        var (young, latest) = (now - SweepFiles.Grace, now + SweepFiles.Grace); // these may still wait for their entry
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync(wanted, cancel))
        {
            var said = page.Say(facts => facts.SelectMany(f => ((INamesFiles)f.Fact).Files.Select(hash => ($"{f.Fact.CaseId}/{f.EntryId}/{hash}", new FileKey(f.Fact.CaseId, f.EntryId, hash)))));
            var query = page.Of(db.Files, f => f.CaseId)
                .Where(f => f.StoredAt < young || f.StoredAt > latest || journal.Any(j => j.CaseId == f.CaseId && j.EntryId == f.EntryId))
                .Select(f => new { f.CaseId, f.EntryId, f.Hash, f.Type, f.KeyId, f.Box });
            await page.MatchAsync("identity_files", query, 3, said, (row, cells, file) =>
            {
                if (FileBox.Open(keys, cells[4].Text ?? "", cells[5].Bytes ?? [], file.CaseId, file.EntryId, file.Hash) is not { } content
                    || Convert.ToHexStringLower(SHA256.HashData(content)) != file.Hash)
                {
                    row.Altered("box");
                }
                else if (cells[3].Text != PictureFile.TypeOf(content))
                {
                    row.Altered("type");
                }
            }, cancel);
        }
    }
}
