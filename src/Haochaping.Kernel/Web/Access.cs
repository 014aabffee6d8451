using System.Security.Claims;
using Haochaping.Kernel.Actors;

namespace Haochaping.Kernel.Web;

/// <summary>权限 — the authorization policies of the house. Every endpoint and page names one of them, or is on the public list.</summary>
public static class Access
{
    /// <summary>Any signed-in member of staff.</summary>
    public const string Staff = "staff";

    /// <summary>Reads cases, orders and complaints, row by row (查看).</summary>
    public const string Read = "read";

    /// <summary>Reads what was said of work, of the scope or only of their own (评价).</summary>
    public const string Own = "own";

    /// <summary>Reads figures, never a row (统计).</summary>
    public const string Figures = "figures";

    /// <summary>Does duty at a window: asks people to rate, keys in paper (窗口值守).</summary>
    public const string Serve = "serve";

    /// <summary>Sees devices and place codes (设备查看).</summary>
    public const string Places = "places";

    /// <summary>Sets devices and place codes up (设备管理).</summary>
    public const string Equip = "equip";

    /// <summary>Passes orders on (转办).</summary>
    public const string Dispatch = "dispatch";

    /// <summary>Handles rectification orders (承办).</summary>
    public const string Handle = "handle";

    /// <summary>Reads and sees what people wrote and showed: whoever handles, passes on or supervises (原话).</summary>
    public const string Hear = "hear";

    /// <summary>Reads discipline and crime leads, which nobody else sees (纪检监察).</summary>
    public const string Leads = "leads";

    /// <summary>Supervises: assigns, decides appeals, reviews results (主管部门).</summary>
    public const string Supervise = "supervise";

    /// <summary>Reads access records, journal entries and proofs (审计).</summary>
    public const string Audit = "auditor";

    /// <summary>Issues bulletins and public figures (发布).</summary>
    public const string Publish = "publish";

    /// <summary>Makes accounts and clients within their own scope; with the second factor (账号管理).</summary>
    public const string Delegate = "delegate";

    /// <summary>Runs the installation; sees all of it and passed the second factor (系统管理).</summary>
    public const string Administer = "administer";

    /// <summary>What the name of a client's policy begins with.</summary>
    public const string ScopePrefix = "scope:";

    /// <summary>The policy of a business system that holds a scope: <c>cases:write</c> → <c>scope:cases:write</c>.</summary>
    public static string Scope(string scope) => ScopePrefix + scope;
}

/// <summary>The claims of the house, on cookies and client keys alike.</summary>
public static class HouseClaims
{
    /// <summary>Token of the account or client: a Guid or client id, never a name.</summary>
    public const string Subject = "sub";

    /// <summary><see cref="ActorKind"/> by name.</summary>
    public const string Kind = "kind";

    /// <summary>Name to greet the person with; never written to facts or logs.</summary>
    public const string DisplayName = "name";

    /// <summary>A role; several are possible.</summary>
    public const string Role = "role";

    /// <summary>An institution's code; several are possible.</summary>
    public const string Institution = "institution";

    /// <summary>A region's code, with everything below it; several are possible. <see cref="StaffScope.Anywhere"/> is the whole installation.</summary>
    public const string Region = "region";

    /// <summary>A hall's code; several are possible.</summary>
    public const string Hall = "hall";

    /// <summary>Token of the member of staff in the catalogue.</summary>
    public const string Person = "person";

    /// <summary>A client's scope, for example <c>cases:write</c>.</summary>
    public const string Scope = "scope";

    /// <summary>How the person proved themselves: <c>pwd</c>, <c>mfa</c> (RFC 8176).</summary>
    public const string Method = "amr";
}

/// <summary>Reads an <see cref="Actor"/> and a <see cref="StaffScope"/> off whoever is signed in.</summary>
public static class Principals
{
    extension(ClaimsPrincipal principal)
    {
        /// <summary>Who acts. Someone without a house identity is a citizen.</summary>
        public Actor ToActor() =>
            principal.FindFirst(HouseClaims.Subject) is { } subject && Enum.TryParse<ActorKind>(principal.FindFirst(HouseClaims.Kind)?.Value, out var kind) ? new(kind, subject.Value) : Actor.Citizen;

        /// <summary>Which rows they may see. Someone without claims sees none.</summary>
        public StaffScope ToScope() => new([.. principal.Values(HouseClaims.Institution)], [.. principal.Values(HouseClaims.Region)])
        {
            Halls = [.. principal.Values(HouseClaims.Hall)], Person = Guid.TryParse(principal.FindFirst(HouseClaims.Person)?.Value, out var person) ? person : null,
        };

        private IEnumerable<string> Values(string type) => principal.FindAll(type).Select(c => c.Value);
    }
}
