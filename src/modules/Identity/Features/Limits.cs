using System.Security.Cryptography;
using System.Text;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Identity.Features;

internal sealed class Limits(IKeys keys, IServiceScopeFactory scopes, TimeProvider clock) : ILimits
{
    public async Task<bool> AllowsAsync(string what, string subject, int most, TimeSpan window, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var (id, now) = (KeyOf(what, subject), clock.Now());
        var until = now + window;
        for (; ; )
        {
            var mine = db.Limits.Where(l => l.Id == id);
            var counted = await mine.Where(l => l.Tries < most || l.Until <= now).ExecuteUpdateAsync(
                set => set.SetProperty(l => l.Tries, l => l.Until <= now ? 1 : l.Tries + 1).SetProperty(l => l.Until, l => l.Until <= now ? until : l.Until), cancel);
            if (counted == 1 || await mine.AnyAsync(cancel))
            {
                return counted == 1;
            }

            db.Add(new LimitRow { Id = id, Tries = 1, Until = until });
            try
            {
                await db.SaveChangesAsync(cancel);
                return most > 0;
            }
            catch (DbUpdateException) when (db.Limits.Any(l => l.Id == id))
            {
                db.ChangeTracker.Clear(); // somebody tried for the first time in the same moment
            }
        }
    }

    // An address or a case number is easily guessed from a bare hash.
    private Guid KeyOf(string what, string subject) =>
        new(HMACSHA256.HashData(keys.Current(KeyPurposes.VaultIndex).Secret.Span, Encoding.UTF8.GetBytes($"limit\n{what}\n{subject}")).AsSpan(0, 16), bigEndian: true);
}
