using System.Security.Claims;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Haochaping.Identity.Features;

/// <summary>群众会话 — a sealed cookie with the token of a person in it.</summary>
internal sealed class CitizenSession(TimeProvider clock) : ICitizenSession
{
    public Task SignInAsync(HttpContext http, PersonToken rater, TimeSpan life) => http.SignInAsync(
        Schemes.Citizen,
        new ClaimsPrincipal(new ClaimsIdentity([new(HouseClaims.Subject, rater.Value.ToString("N")), new(HouseClaims.Kind, nameof(ActorKind.Citizen))], Schemes.Citizen)),
        new AuthenticationProperties { ExpiresUtc = clock.Now() + life, AllowRefresh = false });

    public async Task<PersonToken?> FindAsync(HttpContext http) =>
        Guid.TryParse((await http.AuthenticateAsync(Schemes.Citizen)).Principal?.FindFirstValue(HouseClaims.Subject), out var token) ? new PersonToken(token) : null;

    public Task SignOutAsync(HttpContext http) => http.SignOutAsync(Schemes.Citizen);
}
