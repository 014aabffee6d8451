using System.Security.Cryptography;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Identity.Storage;

/// <summary>账号 — a member of staff who can sign in.</summary>
internal sealed class Account
{
    /// <summary>Longest subject of OpenID Connect, in characters.</summary>
    public const int LongestSubject = 255;

    public required Guid Id { get; init; }

    /// <summary>Login name, lower case, unique.</summary>
    public required string Name { get; init; }

    public required string DisplayName { get; set; }

    /// <summary><see cref="Role"/> by name.</summary>
    public required IReadOnlyList<string> Roles { get; set; }

    public required IReadOnlyList<string> Institutions { get; set; }

    public required IReadOnlyList<string> Regions { get; set; }

    /// <summary>Halls they run; null is none.</summary>
    public IReadOnlyList<string>? Halls { get; set; }

    /// <summary>Token of the member of staff in the catalogue whose account it is.</summary>
    public Guid? Person { get; set; }

    /// <summary>Body and work number of that person, as an administrator wrote them.</summary>
    public string? PersonKey { get; set; }

    /// <summary>统一身份账号: what the provider's subject claim says of this person; null is not linked.</summary>
    public string? Subject { get; set; }

    public required string PasswordHash { get; set; }

    /// <summary>The password came from somebody else and must be replaced at sign-in.</summary>
    public required bool OneTimePassword { get; set; }

    /// <summary>Changes with everything that must end running sessions.</summary>
    public required string Stamp { get; set; }

    /// <summary>Tries since the last success.</summary>
    public int Tries { get; set; }

    /// <summary>Until then the tries count; after it they are forgotten. Renewed by every try.</summary>
    public DateTimeOffset? TriesUntil { get; set; }

    /// <summary>Protected by data protection; null without a second factor.</summary>
    public string? TotpSecret { get; set; }

    /// <summary>The last time step that was accepted: a code is good once.</summary>
    public long TotpStep { get; set; }

    public DateTimeOffset? DisabledAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SignedInAt { get; set; }

    /// <summary>The person as a link.</summary>
    public StaffLink? Link => Person is { } token && PersonKey is { } key ? new(token, key[..key.LastIndexOf('/')], key[(key.LastIndexOf('/') + 1)..]) : null;

    public static string NewStamp() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The fact that this was done to it.</summary>
    public AccountChanged Changed(AccountChange change) => new(Id, change, Roles, Institutions, Regions, Halls ?? [], Person);

    public bool Has(Role role) => Roles.Contains(role.ToString());
}

/// <summary>One unused recovery code, as SHA-256 with the account.</summary>
internal sealed class RecoveryCode
{
    public required Guid AccountId { get; init; }

    public required byte[] Hash { get; init; }
}

/// <summary>登录记录 — one sign-in or attempt. Never the name typed: people type passwords there.</summary>
internal sealed class SignInRecord
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid? AccountId { get; init; }

    public required SignInOutcome Outcome { get; init; }

    public required string Address { get; init; }
}

/// <summary>How an attempt ended.</summary>
internal enum SignInOutcome
{
    PasswordRight,
    PasswordWrong,
    NoSuchAccount,
    Locked,
    Disabled,
    CodeRight,
    CodeWrong,
    RecoveryCodeUsed,
    ProviderVouched,
}

internal sealed class AccountMap :
    IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<RecoveryCode>, IEntityTypeConfiguration<SignInRecord>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("identity_accounts");
        builder.Property(a => a.Name).HasMaxLength(64);
        builder.HasIndex(a => a.Name).IsUnique();
        builder.Property(a => a.DisplayName).HasMaxLength(64);
        builder.Property(a => a.Subject).HasMaxLength(Account.LongestSubject);
        builder.HasIndex(a => a.Subject).IsUnique();
        builder.Property(a => a.PersonKey).HasMaxLength(120);
        builder.Ignore(a => a.Link);
        builder.Property(a => a.Stamp).HasMaxLength(64).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("identity_recovery_codes");
        builder.HasKey(c => new { c.AccountId, c.Hash });
    }

    public void Configure(EntityTypeBuilder<SignInRecord> builder)
    {
        builder.ToTable("identity_sign_ins");
        builder.Property(r => r.Outcome).HasMaxLength(32);
        builder.Property(r => r.Address).HasMaxLength(64);
        builder.HasIndex(r => r.At);
    }
}

internal static class AccountTables
{
    extension(AppDb db)
    {
        internal DbSet<Account> Accounts => db.Set<Account>();

        internal DbSet<RecoveryCode> RecoveryCodes => db.Set<RecoveryCode>();

        internal DbSet<SignInRecord> SignIns => db.Set<SignInRecord>();
    }
}
