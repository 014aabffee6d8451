using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>
/// 登录失败锁定 — a try is taken before anything is compared and given back on success: a thousand guesses at once get no
/// more tries than one after another.
/// </summary>
internal sealed class Tries(AppDb db, TimeProvider clock, SignInSettings settings)
{
    /// <summary>False when the account has no tries left for now.</summary>
    public async Task<bool> TakeAsync(Guid account, CancellationToken cancel)
    {
        var now = clock.Now();
        var until = now + settings.Lock;
        return await db.Accounts
            .Where(a => a.Id == account && (a.Tries < settings.MaxTries || a.TriesUntil <= now))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(a => a.Tries, a => a.TriesUntil <= now ? 1 : a.Tries + 1)
                    .SetProperty(a => a.TriesUntil, until),
                cancel) == 1;
    }

    /// <summary>Everything was right.</summary>
    public Task ForgetAsync(Guid account, CancellationToken cancel) => db.Accounts
        .Where(a => a.Id == account)
        .ExecuteUpdateAsync(set => set.SetProperty(a => a.Tries, 0).SetProperty(a => a.SignedInAt, clock.Now()), cancel);

    /// <summary>Notes how an attempt ended.</summary>
    public async Task NoteAsync(Guid? account, SignInOutcome outcome, string address, CancellationToken cancel)
    {
        db.Add(new SignInRecord { Id = Ids.New(clock), At = clock.Now(), AccountId = account, Outcome = outcome, Address = address });
        await db.SaveChangesAsync(cancel);
    }
}
