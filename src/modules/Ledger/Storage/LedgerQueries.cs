using Haochaping.Kernel.Data;
using Haochaping.Ledger.Domain;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Ledger.Storage;

internal static class LedgerQueries
{
    extension(AppDb db)
    {
        internal DbSet<TileRow> Tiles => db.Set<TileRow>();

        internal DbSet<CheckpointRow> Checkpoints => db.Set<CheckpointRow>();

        /// <summary>The newest signed state, or null before the first.</summary>
        internal Task<CheckpointRow?> NewestCheckpointAsync(CancellationToken cancel) =>
            db.Checkpoints.AsNoTracking().OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancel);
    }

    extension(IStore store)
    {
        /// <summary>Some tiles, in one query. One that is missing is a damaged store.</summary>
        internal async Task<IReadOnlyDictionary<TileId, IReadOnlyList<Hash>>> LoadTilesAsync(AppDb db, IReadOnlyCollection<TileId> ids, CancellationToken cancel)
        {
            if (ids.Count == 0)
            {
                return new Dictionary<TileId, IReadOnlyList<Hash>>();
            }

            var rows = await store.LoadAsync<TileRow>(db, [.. ids.Select(id => new object[] { id.Level, id.Index })], cancel);
            return rows.ToDictionary(r => new TileId(r.Level, r.Ordinal), r => Unpack(r.Hashes));
        }
    }

    internal static byte[] Pack(IReadOnlyList<Hash> hashes)
    {
        var bytes = new byte[hashes.Count * Hash.Size];
        for (var i = 0; i < hashes.Count; i++)
        {
            hashes[i].Write(bytes.AsSpan(i * Hash.Size));
        }

        return bytes;
    }

    internal static IReadOnlyList<Hash> Unpack(byte[] bytes)
    {
        var hashes = new Hash[bytes.Length / Hash.Size];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = Hash.Read(bytes.AsSpan(i * Hash.Size));
        }

        return hashes;
    }
}
