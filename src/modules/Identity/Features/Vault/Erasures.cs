using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Features.Vault;

internal sealed class Erasures(AppDb db) : IErasures
{
    public async Task<IReadOnlyList<Erasure>> ListAsync(CancellationToken cancel) =>
        [.. (await db.Erasures.AsNoTracking().OrderBy(e => e.At).ToListAsync(cancel)).Select(e => new Erasure(new(e.Token), e.At, e.Actor, e.Reason))];

    public async Task<int> ReplayAsync(IReadOnlyList<Erasure> erasures, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var known = (await db.Erasures.Select(e => new { e.Token, e.At }).ToListAsync(cancel)).ToHashSet();
        var erased = 0;
        foreach (var erasure in erasures)
        {
            // Whoever came back after the erasure was sealed anew and stays.
            erased += await db.VaultPersons.Where(p => p.Token == erasure.Token.Value && p.SealedAt <= erasure.At).ExecuteDeleteAsync(cancel);
            if (known.Add(new { Token = erasure.Token.Value, erasure.At }))
            {
                db.Add(new ErasureRow { Token = erasure.Token.Value, At = erasure.At, Actor = erasure.By, Reason = erasure.Reason });
            }
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return erased;
    }
}
