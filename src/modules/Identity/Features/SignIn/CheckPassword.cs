using Haochaping.Identity.Domain;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>登录第一步：账号和口令. One answer, in one time, for a wrong password, an unknown, locked or disabled account.</summary>
internal sealed class CheckPassword(AppDb db, Tries tries, SignInLimiter limiter, SignInSettings settings, TimeProvider clock)
{
    private const int LongestName = 64;
    private static readonly Refusal No = new(RefusalKind.NotSignedIn, "sign-in-failed", "账号或口令不正确，或账号已被锁定、停用。请稍后重试或联系管理员。");
    private static readonly Refusal TooMany = new(RefusalKind.Busy, "too-many-tries", "尝试过于频繁，请一分钟后再试。");

    public async Task<Result<Account>> RunAsync(string name, string password, string address, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        name = name.Trim().ToLowerInvariant();
        if (name.Length > LongestName || password.Length > Passwords.Longest || !limiter.Allows(name, address))
        {
            return TooMany;
        }

        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Name == name, cancel);
        var outcome = await TryAsync(account, password, cancel);
        await tries.NoteAsync(account?.Id, outcome, address, cancel);
        if (outcome == SignInOutcome.PasswordRight)
        {
            return account!;
        }

        // The hash alone hides most of it; the floor hides the writes as well.
        var rest = settings.Floor - clock.GetElapsedTime(began);
        await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, cancel);
        return No;
    }

    private async Task<SignInOutcome> TryAsync(Account? account, string password, CancellationToken cancel)
    {
        var no = account switch
        {
            null => SignInOutcome.NoSuchAccount,
            { DisabledAt: not null } => SignInOutcome.Disabled,
            _ => await tries.TakeAsync(account.Id, cancel) ? SignInOutcome.PasswordWrong : SignInOutcome.Locked,
        };
        var right = Passwords.Verify(no == SignInOutcome.PasswordWrong ? account!.PasswordHash : null, password);
        if (right && account!.TotpSecret is null)
        {
            await tries.ForgetAsync(account.Id, cancel);
        }

        return right ? SignInOutcome.PasswordRight : no;
    }
}
