using Haochaping.Identity.Domain;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>登录第二步：动态口令或恢复码. Each is good once, and wrong ones count towards the same lock as wrong passwords.</summary>
internal sealed class CheckCode(AppDb db, Tries tries, SecondFactorSecret secrets, TimeProvider clock)
{
    private static readonly Refusal No = new(RefusalKind.NotSignedIn, "code-wrong", "验证码不正确或已使用，请等待下一个验证码。多次错误将锁定账号。");

    public async Task<Result<Done>> RunAsync(Account account, string code, string address, CancellationToken cancel)
    {
        var outcome = !await tries.TakeAsync(account.Id, cancel) ? SignInOutcome.Locked
            : await TotpAsync(account, code, cancel) ? SignInOutcome.CodeRight
            : await RecoveryAsync(account, code, cancel) ? SignInOutcome.RecoveryCodeUsed
            : SignInOutcome.CodeWrong;
        await tries.NoteAsync(account.Id, outcome, address, cancel);
        if (outcome is SignInOutcome.Locked or SignInOutcome.CodeWrong)
        {
            return No;
        }

        await tries.ForgetAsync(account.Id, cancel);
        return new Done();
    }

    // The step is claimed: of two requests with the same code one wins, and a later replay finds it used.
    private async Task<bool> TotpAsync(Account account, string code, CancellationToken cancel) =>
        account.TotpSecret is not null
        && Totp.StepOf(code, secrets.Open(account.TotpSecret), clock.Now()) is { } step
        && await db.Accounts.Where(a => a.Id == account.Id && a.TotpStep < step).ExecuteUpdateAsync(set => set.SetProperty(a => a.TotpStep, step), cancel) == 1;

    private async Task<bool> RecoveryAsync(Account account, string code, CancellationToken cancel)
    {
        var hash = RecoveryCodes.Hash(account.Id, code);
        return await db.RecoveryCodes.Where(c => c.AccountId == account.Id && c.Hash == hash).ExecuteDeleteAsync(cancel) == 1;
    }
}
