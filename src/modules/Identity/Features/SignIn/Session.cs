using System.Globalization;
using System.Security.Claims;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>Somebody at a step of the sign-in.</summary>
/// <param name="Account">Who.</param>
/// <param name="CodeGiven">The second factor has been shown.</param>
/// <param name="ByProvider">They came by 统一身份认证, not with a password.</param>
/// <param name="SignedIn">A full session, not half-way.</param>
/// <param name="ReturnTo">Where they were going.</param>
internal sealed record Visitor(Account Account, bool CodeGiven, bool ByProvider, bool SignedIn, string? ReturnTo);

/// <summary>会话 — who is signed in or half-way there, and what ends a session.</summary>
internal sealed class Session(AppDb db, TimeProvider clock, SignInSettings settings)
{
    private const string Stamp = "stamp";
    private const string Since = "since";
    private const string SecondFactor = "mfa";

    /// <summary>How somebody came who came by 统一身份认证.</summary>
    public const string Provider = "oidc";

    /// <summary>Signs in as far as the account has come, and says which page comes next.</summary>
    public async Task<string> ContinueAsync(HttpContext http, Account account, bool codeGiven, string? returnTo, bool byProvider = false)
    {
        var step = SignInSteps.Next(account, codeGiven, byProvider);
        var done = step == SignInStep.Done;
        var properties = new AuthenticationProperties { RedirectUri = LocalPath.Of(returnTo) };
        await http.SignOutAsync(done ? Schemes.HalfWay : Schemes.Staff);
        await http.SignInAsync(done ? Schemes.Staff : Schemes.HalfWay, Principal(account, codeGiven, byProvider, done), properties);
        return done ? LocalPath.Of(returnTo) ?? SignInSteps.Page(step) : SignInSteps.Page(step);
    }

    /// <summary>
    /// The account that may take <paramref name="step"/>: one with a full session, or one that is half-way and has come to just this step.
    /// Null sends back to the start.
    /// </summary>
    public async Task<Visitor?> AtAsync(HttpContext http, SignInStep step)
    {
        var full = await http.AuthenticateAsync(Schemes.Staff);
        var ticket = full.Succeeded ? full : await http.AuthenticateAsync(Schemes.HalfWay);
        if (!ticket.Succeeded || await AccountOf(ticket.Principal, http.RequestAborted) is not { } account)
        {
            return null;
        }

        var codeGiven = ticket.Principal.HasClaim(HouseClaims.Method, SecondFactor);
        var byProvider = ticket.Principal.HasClaim(HouseClaims.Method, Provider);
        return full.Succeeded || SignInSteps.Next(account, codeGiven, byProvider) == step
            ? new(account, codeGiven, byProvider, full.Succeeded, ticket.Properties?.RedirectUri)
            : null;
    }

    /// <summary>Whether somebody's session still stands: not too old, and of an account that stands as it did then.</summary>
    public async Task<bool> StandsAsync(ClaimsPrincipal who, CancellationToken cancel)
    {
        var since = long.Parse(who.FindFirstValue(Since) ?? "0", CultureInfo.InvariantCulture);
        return clock.Now() - DateTimeOffset.FromUnixTimeSeconds(since) < settings.Longest && await AccountOf(who, cancel) is not null;
    }

    private async Task<Account?> AccountOf(ClaimsPrincipal principal, CancellationToken cancel) =>
        Guid.TryParse(principal.FindFirstValue(HouseClaims.Subject), out var id)
        && await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.DisabledAt == null, cancel) is { } account
        && account.Stamp == principal.FindFirstValue(Stamp)
            ? account
            : null;

    private ClaimsPrincipal Principal(Account account, bool codeGiven, bool byProvider, bool done) => new(new ClaimsIdentity(
        [
            new(HouseClaims.Subject, account.Id.ToString("N")),
            new(Stamp, account.Stamp),
            new(Since, clock.Now().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            new(HouseClaims.Method, byProvider ? Provider : "pwd"),
            .. codeGiven ? [new Claim(HouseClaims.Method, SecondFactor)] : Array.Empty<Claim>(),
            .. done ? Powers(account) : [],
        ],
        done ? Schemes.Staff : Schemes.HalfWay,
        HouseClaims.DisplayName,
        HouseClaims.Role));

    private static IEnumerable<Claim> Powers(Account account) =>
    [
        new(HouseClaims.Kind, nameof(ActorKind.Staff)),
        new(HouseClaims.DisplayName, account.DisplayName),
        .. account.Roles.Select(r => new Claim(HouseClaims.Role, r)),
        .. account.Institutions.Select(i => new Claim(HouseClaims.Institution, i)),
        .. account.Regions.Select(r => new Claim(HouseClaims.Region, r)),
        .. (account.Halls ?? []).Select(h => new Claim(HouseClaims.Hall, h)),
        .. account.Person is { } person ? [new Claim(HouseClaims.Person, person.ToString())] : Array.Empty<Claim>(),
    ];
}
