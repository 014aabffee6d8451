using System.Security.Claims;
using System.Text.Encodings.Web;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Haochaping.Tests.Rehearsals;

/// <summary>Somebody who signed in with the second factor, as an administrator.</summary>
internal sealed class AnAdministrator(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        Claim[] claims =
        [
            new(HouseClaims.Subject, "admin"), new(HouseClaims.Kind, nameof(ActorKind.Staff)), new(HouseClaims.Role, nameof(Role.Administrator)), new(HouseClaims.Method, "mfa"), new(HouseClaims.Region, "*"),
        ];
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name)));
    }
}
