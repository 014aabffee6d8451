using System.Text.RegularExpressions;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Contracts;

/// <summary>新建账号 — who is to sign in, and with what powers.</summary>
/// <param name="Name">Login name: 3 to 32 of a–z, 0–9, dot, dash, underscore. No personal data.</param>
/// <param name="DisplayName">What colleagues read.</param>
/// <param name="Roles">At least one; some exclude each other.</param>
/// <param name="Institutions">Codes of the institutions they see.</param>
/// <param name="Regions">Codes of the regions they see, with all below; <c>*</c> is everywhere.</param>
/// <param name="Password">Null makes a one-time password.</param>
/// <param name="Halls">Codes of the halls they run.</param>
/// <param name="Person">Who they are in the catalogue.</param>
public sealed record NewStaff(
    string Name,
    string DisplayName,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<string> Institutions,
    IReadOnlyList<string> Regions,
    string? Password = null,
    IReadOnlyList<string>? Halls = null,
    StaffLink? Person = null);

/// <summary>已建账号 — a made account. The password is shown this once.</summary>
/// <param name="Id">Token of the account.</param>
/// <param name="OneTimePassword">What to hand over; null where the caller gave the password.</param>
public sealed record StaffCreated(Guid Id, string? OneTimePassword)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"{nameof(StaffCreated)} {Id}";
}

/// <summary>新建工作人员账号 — for the accounts page, the first administrator and demo data alike.</summary>
public sealed partial class CreateStaff(AppDb db, TimeProvider clock)
{
    /// <summary>Makes the account. Refuses <c>account-malformed</c> (with every complaint), <c>password-too-weak</c>, <c>account-exists</c>.</summary>
    public async Task<Result<StaffCreated>> RunAsync(NewStaff staff, Actor by, CancellationToken cancel)
    {
        var name = staff.Name.Trim().ToLowerInvariant();
        if ((Malformed(name, staff) ?? (staff.Password is { } given ? Passwords.Complaint(given, name) : null)) is { } refusal)
        {
            return refusal;
        }

        if (await db.Accounts.AnyAsync(a => a.Name == name, cancel))
        {
            return new Refusal(RefusalKind.Conflict, "account-exists", "该账号名已被使用。");
        }

        var password = staff.Password ?? Passwords.NewOneTime();
        var account = Make(name, staff, password);
        db.Add(account);
        db.Leave(account.Changed(AccountChange.Created), Ids.New(clock), by, clock.Now());
        await db.SaveChangesAsync(cancel);
        return new StaffCreated(account.Id, staff.Password is null ? password : null);
    }

    private Account Make(string name, NewStaff staff, string password) => new()
    {
        Id = Ids.New(clock),
        Name = name,
        DisplayName = staff.DisplayName.Trim(),
        Roles = [.. staff.Roles.Distinct().Select(r => r.ToString())],
        Institutions = [.. staff.Institutions],
        Regions = [.. staff.Regions],
        Halls = staff.Halls,
        Person = staff.Person?.Token,
        PersonKey = staff.Person?.ToString(),
        PasswordHash = Passwords.Hash(password),
        OneTimePassword = staff.Password is null,
        Stamp = Account.NewStamp(),
        CreatedAt = clock.Now(),
    };

    private static Refusal? Malformed(string name, NewStaff staff)
    {
        Complaint?[] all =
        [
            LoginName().IsMatch(name) ? null : new("name", "name-malformed", "账号名应为 3 至 32 位小写字母、数字、点、横线或下划线，以字母开头。"),
            staff.DisplayName.Trim().Length is > 0 and <= 64 ? null : new("displayName", "display-name-missing", "请填写姓名（不超过 64 字）。"),
            Roles.Complaint(staff.Roles, staff.Person),
        ];
        return all.OfType<Complaint>().ToList() is { Count: > 0 } complaints
            ? new Refusal(RefusalKind.BadRequest, "account-malformed", string.Join("", complaints.Select(c => c.Message)), Complaints: complaints)
            : null;
    }

    [GeneratedRegex("^[a-z][a-z0-9._-]{2,31}$")]
    private static partial Regex LoginName();
}
