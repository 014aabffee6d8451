using Haochaping.Identity.Domain;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>修改口令. Ends every other session of the account.</summary>
internal sealed class ChangePassword(AppDb db, Tries tries)
{
    public async Task<Result<Account>> RunAsync(Guid accountId, string current, string next, CancellationToken cancel)
    {
        if (!await tries.TakeAsync(accountId, cancel)
            || await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == accountId, cancel) is not { } account
            || !Passwords.Verify(account.PasswordHash, current))
        {
            return new Refusal(RefusalKind.NotSignedIn, "password-wrong", "当前口令不正确。多次错误将锁定账号。");
        }

        if ((Passwords.Complaint(next, account.Name) ?? Same(current, next)) is { } weak)
        {
            return weak;
        }

        var changed = (account.PasswordHash, account.Stamp) = (Passwords.Hash(next), Account.NewStamp());
        account.OneTimePassword = false;
        await db.Accounts.Where(a => a.Id == accountId).ExecuteUpdateAsync(
            set => set.SetProperty(a => a.PasswordHash, changed.PasswordHash).SetProperty(a => a.Stamp, changed.Stamp).SetProperty(a => a.OneTimePassword, false), cancel);
        await tries.ForgetAsync(accountId, cancel);
        return account;
    }

    private static Refusal? Same(string current, string next) =>
        current == next ? new(RefusalKind.Unprocessable, "password-too-weak", "新口令不得与当前口令相同。") : null;
}
