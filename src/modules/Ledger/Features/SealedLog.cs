using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Ledger.Contracts;
using Haochaping.Ledger.Domain;
using Haochaping.Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Ledger.Features;

/// <summary>存证查询 — answers other rooms from log, tiles and checkpoints.</summary>
internal sealed class SealedLog(AppDb db, IStore store, LogKeys keys, TimeProvider clock) : ILedger
{
    public async Task<SealedPlace?> FindAsync(Guid caseId, Guid entryId, CancellationToken cancel)
    {
        if (await PositionAsync(caseId, entryId, cancel) is not { } position)
        {
            return null;
        }

        return await db.Checkpoints.Where(c => c.Size > position).OrderBy(c => c.Size)
            .Select(c => new SealedPlace(position, c.Size, c.At)).FirstOrDefaultAsync(cancel);
    }

    public async Task<string?> ProofAsync(Guid caseId, Guid entryId, CancellationToken cancel)
    {
        var head = await db.NewestCheckpointAsync(cancel);
        if (head is null || await PositionAsync(caseId, entryId, cancel) is not { } position || position >= head.Size)
        {
            return null;
        }

        var needed = TileHashes.Needed(blank => MerkleTree.Inclusion(position, head.Size, blank));
        var tiles = await store.LoadTilesAsync(db, needed, cancel);
        var path = MerkleTree.Inclusion(position, head.Size, new TileHashes(id => tiles[id]));
        return new InclusionProof(position, path, SignedNote.Parse(head.Note).Value).ToString();
    }

    public async Task<TreeHead> HeadAsync(CancellationToken cancel)
    {
        if (await db.NewestCheckpointAsync(cancel) is { } head)
        {
            return new TreeHead(head.Size, Convert.ToBase64String(head.Root), head.Note, head.At);
        }

        var now = DateTimeOffset.FromUnixTimeSeconds(clock.Now().ToUnixTimeSeconds()).ToHouse();
        var empty = new Checkpoint(keys.Origin, 0, Hash.Empty);
        return new TreeHead(0, empty.Root.ToString(), keys.Current().Signer.Sign(empty.ToString(), now).ToString(), now);
    }

    private Task<long?> PositionAsync(Guid caseId, Guid entryId, CancellationToken cancel) =>
        db.Log.Where(l => l.CaseId == caseId && l.EntryId == entryId).Select(l => (long?)l.Position).FirstOrDefaultAsync(cancel);
}
