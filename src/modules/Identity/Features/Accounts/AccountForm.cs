using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Identity.Storage;

namespace Haochaping.Identity.Features.Accounts;

/// <summary>What the forms about accounts send.</summary>
internal sealed class AccountForm
{
    private static readonly char[] Separators = [' ', ',', '，', '、', ';', '；', '\n', '\r', '\t'];

    public string? Name { get; set; }

    public string? DisplayName { get; set; }

    public List<Role> Roles { get; set; } = [];

    public string? Institutions { get; set; }

    public string? Regions { get; set; }

    public string? Halls { get; set; }

    /// <summary>机构代码/工号.</summary>
    public string? Person { get; set; }

    /// <summary>Codes as people type them: one a line, or with commas between.</summary>
    public static IReadOnlyList<string> Codes(string? text) =>
        [.. (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    public static AccountForm Of(Account account) => new()
    {
        Name = account.Name,
        DisplayName = account.DisplayName,
        Roles = [.. Enum.GetValues<Role>().Where(account.Has)],
        Institutions = string.Join('\n', account.Institutions),
        Regions = string.Join('\n', account.Regions),
        Halls = string.Join('\n', account.Halls ?? []),
        Person = account.PersonKey,
    };
}

/// <summary>The words for an account's roles.</summary>
internal static class RoleWords
{
    public static IEnumerable<string> Of(Account account) => Enum.GetValues<Role>().Where(account.Has).Select(Roles.Title);
}
