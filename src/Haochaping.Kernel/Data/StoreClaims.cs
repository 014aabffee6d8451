using Microsoft.EntityFrameworkCore;

namespace Haochaping.Kernel.Data;

/// <summary>The one way to change many rows at once: claim them, and insert what follows for those that were won.</summary>
public static class StoreClaims
{
    extension(IStore store)
    {
        /// <summary>
        /// One transaction: every row is written where its guard property still has the expected value, and only the
        /// inserts of winners follow. Returns who won, in order. Never cancelled half way.
        /// </summary>
        public async Task<bool[]> ClaimAndInsertAsync<TRow>(AppDb db, string guard, IReadOnlyList<(TRow Next, object Expected, IReadOnlyList<object> Inserts)> claims)
            where TRow : class
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var won = await store.ClaimAsync(db, Table.Of(db, typeof(TRow)), guard, [.. claims.Select(c => ((object)c.Next, c.Expected))], CancellationToken.None);
            foreach (var rows in claims.Where((_, i) => won[i]).SelectMany(c => c.Inserts).GroupBy(r => r.GetType()))
            {
                await store.InsertAsync(db, Table.Of(db, rows.Key), [.. rows], CancellationToken.None);
            }

            await transaction.CommitAsync();
            return won;
        }
    }
}
