using Haochaping.Identity.Domain;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Haochaping.Identity.Features;

/// <summary>The policies behind the names in <see cref="Access"/>: staff by role, clients by scope. Neither passes for the other.</summary>
internal sealed class AccessPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    /// <summary>Half-way to a session, or in one: for the pages of the steps between, which ask the session which step it is.</summary>
    public const string Entering = "entering";

    private static readonly string[] ForStaff =
    [
        Access.Staff, Access.Read, Access.Own, Access.Figures, Access.Serve, Access.Places, Access.Equip, Access.Dispatch, Access.Handle, Access.Hear, Access.Leads, Access.Supervise, Access.Audit, Access.Publish,
        Access.Delegate, Access.Administer,
    ];

    public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        ForStaff.Contains(policyName) ? Task.FromResult<AuthorizationPolicy?>(Staff(policyName))
        : policyName.StartsWith(Access.ScopePrefix, StringComparison.Ordinal) ? Task.FromResult<AuthorizationPolicy?>(Client(policyName[Access.ScopePrefix.Length..]))
        : policyName == Entering ? Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder(Schemes.Staff, Schemes.HalfWay).RequireAuthenticatedUser().Build())
        : base.GetPolicyAsync(policyName);

    private static AuthorizationPolicy Staff(string access)
    {
        var policy = new AuthorizationPolicyBuilder(Schemes.House)
            .RequireClaim(HouseClaims.Kind, nameof(ActorKind.Staff))
            .RequireClaim(HouseClaims.Role, Roles.Allowed(access).Select(r => r.ToString()));
        policy = access is Access.Administer or Access.Delegate ? policy.RequireClaim(HouseClaims.Method, "mfa") : policy;
        return access == Access.Administer ? policy.RequireClaim(HouseClaims.Region, StaffScope.Anywhere).Build() : policy.Build();
    }

    private static AuthorizationPolicy Client(string scope) => new AuthorizationPolicyBuilder(Schemes.House)
        .RequireClaim(HouseClaims.Kind, nameof(ActorKind.Client))
        .RequireClaim(HouseClaims.Scope, scope)
        .Build();
}
