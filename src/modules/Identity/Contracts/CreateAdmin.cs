using Haochaping.Identity.Domain;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Contracts;

/// <summary>
/// 新建管理员 — behind the command <c>create-admin</c>, run by whoever owns the machine. The command asks for the password
/// (or reads <c>--password-file</c>); the second factor is set up at the first sign-in.
/// </summary>
public sealed class CreateAdmin(AppDb db, TimeProvider clock)
{
    /// <summary>Makes an administrator; refusals as <see cref="CreateStaff"/>.</summary>
    public Task<Result<StaffCreated>> RunAsync(string name, string displayName, string password, CancellationToken cancel) =>
        new CreateStaff(db, clock).RunAsync(new(name, displayName, [Role.Administrator], [], [StaffScope.Anywhere], password), Actor.House, cancel);

    /// <summary>
    /// For the day an administrator has lost password or phone: new password, no second factor, enabled, sessions ended.
    /// Refuses <c>account-unknown</c>, <c>password-too-weak</c>.
    /// </summary>
    public async Task<Result<Done>> ResetAsync(string name, string password, CancellationToken cancel)
    {
        name = name.Trim().ToLowerInvariant();
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.Name == name, cancel);
        if (account is null || !account.Has(Role.Administrator))
        {
            return new Refusal(RefusalKind.NotFound, "account-unknown", "没有这个管理员账号。");
        }

        if (Passwords.Complaint(password, account.Name) is { } weak)
        {
            return weak;
        }

        (account.PasswordHash, account.OneTimePassword, account.Stamp) = (Passwords.Hash(password), false, Account.NewStamp());
        (account.TotpSecret, account.DisabledAt, account.Tries) = (null, null, 0);
        db.Leave(account.Changed(AccountChange.SecondFactorReset), Ids.New(clock), Actor.House, clock.Now());
        await db.SaveChangesAsync(cancel);
        return new Done();
    }
}
