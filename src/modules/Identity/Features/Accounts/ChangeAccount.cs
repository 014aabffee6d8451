using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Features.Accounts;

/// <summary>管理账号 — everything an administrator does to somebody else's account ends that account's sessions.</summary>
internal sealed class ChangeAccount(AppDb db, TimeProvider clock)
{
    private static readonly Refusal SubjectTaken = new(RefusalKind.Conflict, "subject-taken", "这个统一身份账号过长，或已与别的账号关联：请核对，或先解除那里的关联。");

    public Task<Result<Done>> EditAsync(
        Guid id, Powers powers, Actor by, CancellationToken cancel) =>
        RunAsync(id, AccountChange.Edited, by, account =>
        {
            if (Roles.Complaint(powers.Roles, powers.Person) is { } complaint)
            {
                return new Refusal(RefusalKind.Unprocessable, complaint.Code, complaint.Message);
            }

            account.Roles = [.. powers.Roles.Distinct().Select(r => r.ToString())];
            (account.Institutions, account.Regions, account.Halls) = (powers.Institutions, powers.Regions, powers.Halls);
            (account.Person, account.PersonKey) = (powers.Person?.Token, powers.Person?.ToString());
            return null;
        }, cancel);

    public Task<Result<Done>> DisableAsync(Guid id, Actor by, CancellationToken cancel) =>
        RunAsync(id, AccountChange.Disabled, by, account =>
        {
            account.DisabledAt ??= clock.Now();
            return null;
        }, cancel);

    public Task<Result<Done>> EnableAsync(Guid id, Actor by, CancellationToken cancel) =>
        RunAsync(id, AccountChange.Enabled, by, account =>
        {
            (account.DisabledAt, account.Tries) = (null, 0);
            return null;
        }, cancel);

    public async Task<Result<string>> ResetPasswordAsync(Guid id, Actor by, CancellationToken cancel)
    {
        var password = Passwords.NewOneTime();
        var done = await RunAsync(id, AccountChange.PasswordReset, by, account =>
        {
            (account.PasswordHash, account.OneTimePassword, account.Tries) = (Passwords.Hash(password), true, 0);
            return null;
        }, cancel);
        return done.Then<string>(_ => password);
    }

    public Task<Result<Done>> ResetSecondFactorAsync(Guid id, Actor by, CancellationToken cancel) =>
        RunAsync(id, AccountChange.SecondFactorReset, by, account =>
        {
            account.TotpSecret = null;
            return null;
        }, cancel);

    /// <summary>关联统一身份账号; empty ends it. One subject, one account.</summary>
    public async Task<Result<Done>> LinkAsync(Guid id, string? typed, Actor by, CancellationToken cancel)
    {
        var subject = string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
        return subject?.Length > Account.LongestSubject || await db.Accounts.AnyAsync(a => subject != null && a.Subject == subject && a.Id != id, cancel)
            ? SubjectTaken
            : await RunAsync(id, AccountChange.ProviderLinked, by, account =>
            {
                account.Subject = subject;
                return null;
            }, cancel);
    }

    private async Task<Result<Done>> RunAsync(Guid id, AccountChange change, Actor by, Func<Account, Refusal?> apply, CancellationToken cancel)
    {
        if (by.Id == id.ToString("N"))
        {
            return new Refusal(RefusalKind.NotAllowed, "own-account", "不能管理自己的账号，请由另一位管理员操作。");
        }

        if (await db.Accounts.FirstOrDefaultAsync(a => a.Id == id, cancel) is not { } account)
        {
            return new Refusal(RefusalKind.NotFound, "account-unknown", "没有这个账号。");
        }

        if (apply(account) is { } refusal)
        {
            return refusal;
        }

        account.Stamp = Account.NewStamp();
        db.Leave(account.Changed(change), Ids.New(clock), by, clock.Now());
        await db.SaveChangesAsync(cancel);
        return new Done();
    }
}
