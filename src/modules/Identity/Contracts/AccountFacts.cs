using Haochaping.Kernel.Facts;

namespace Haochaping.Identity.Contracts;

/// <summary>账号变更 — what was done to an account or client.</summary>
public enum AccountChange
{
    /// <summary>新建.</summary>
    Created,

    /// <summary>修改角色或数据范围.</summary>
    Edited,

    /// <summary>停用.</summary>
    Disabled,

    /// <summary>启用.</summary>
    Enabled,

    /// <summary>重置口令.</summary>
    PasswordReset,

    /// <summary>重置双因素.</summary>
    SecondFactorReset,

    /// <summary>关联统一身份认证, or its end; what it is called there is not told.</summary>
    ProviderLinked,

    /// <summary>更换密钥.</summary>
    SecretRotated,
}

/// <summary>账号已变更 — somebody's powers changed. Sealed in the log, so that no administrator can give and take silently.</summary>
/// <param name="Account">Token of the account, or derived from the client's id.</param>
/// <param name="Change">What was done.</param>
/// <param name="Powers">Roles of the account, or scopes of the client, after the change.</param>
/// <param name="Institutions">Institutions whose rows it sees.</param>
/// <param name="Regions">Regions whose rows it sees.</param>
/// <param name="Halls">Halls it runs.</param>
/// <param name="Person">Who it is in the catalogue.</param>
[Fact("account-changed", 1)]
public sealed record AccountChanged(
    Guid Account, AccountChange Change, IReadOnlyList<string> Powers, IReadOnlyList<string> Institutions, IReadOnlyList<string> Regions, IReadOnlyList<string> Halls, Guid? Person) : IFact
{
    /// <summary>The account itself: it belongs to no case.</summary>
    public Guid CaseId => Account;
}
