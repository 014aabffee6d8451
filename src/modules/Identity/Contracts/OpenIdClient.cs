using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Haochaping.Identity.Contracts;

/// <summary>统一身份认证接入 — the house as a client of one OpenID provider: authorization code with PKCE; nothing of the provider's answer is kept.</summary>
/// <param name="Authority">The issuer.</param>
/// <param name="ClientId">What the house is called there.</param>
/// <param name="ClientSecret">The secret it shares with the house.</param>
/// <param name="Scopes">What is asked for.</param>
public sealed record OpenIdClient(Uri Authority, string ClientId, string ClientSecret, IReadOnlyList<string> Scopes)
{
    /// <summary>How long a sign-in at the provider may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>What the section says; null without an authority. Throws <see cref="InvalidOperationException"/> in Chinese where it cannot be right.</summary>
    public static OpenIdClient? From(IConfigurationSection oidc) =>
        string.IsNullOrWhiteSpace(oidc["Authority"]) ? null
        : Uri.TryCreate(oidc["Authority"], UriKind.Absolute, out var authority) && (authority.Scheme == Uri.UriSchemeHttps || authority.IsLoopback)
            ? new(authority, Needed(oidc, "ClientId"), Needed(oidc, "ClientSecret"), (oidc["Scope"] ?? "openid").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : throw new InvalidOperationException($"{oidc.Path}:Authority“{oidc["Authority"]}”不是统一身份认证的地址：应以 https:// 开头（仅本机可用 http://）。");

    /// <summary>Sets a scheme up; <paramref name="claims"/> are read from the userinfo endpoint too.</summary>
    public void Set(OpenIdConnectOptions options, string callback, IEnumerable<string> claims)
    {
        options.Authority = Authority.ToString();
        options.RequireHttpsMetadata = !Authority.IsLoopback;
        (options.ClientId, options.ClientSecret) = (ClientId, ClientSecret);
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // a GET, so that cookies stay Lax
        options.CallbackPath = callback;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.SaveTokens = false;
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.Scope.Clear();
        foreach (var scope in Scopes)
        {
            options.Scope.Add(scope);
        }

        foreach (var claim in claims)
        {
            options.ClaimActions.Remove(claim); // some are dropped otherwise, acr for one
            options.ClaimActions.MapUniqueJsonKey(claim, claim);
        }

        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.MaxAge = Patience; // an age, not an instant: the clock of a visitor may be wrong
        }
    }

    /// <summary>Sends the visitor to the provider of a scheme, and once back to <paramref name="to"/>; to <paramref name="unreachable"/> where it does not answer.</summary>
    public static async Task<IResult> ChallengeAsync(HttpContext http, string scheme, string to, string unreachable)
    {
        try
        {
            await http.ChallengeAsync(scheme, new AuthenticationProperties { RedirectUri = http.Request.PathBase + to });
            return TypedResults.Empty;
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException or TaskCanceledException)
        {
            return TypedResults.LocalRedirect(unreachable);
        }
    }

    private static string Needed(IConfigurationSection oidc, string name) => oidc[name] is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"已设置 {oidc.Path}:Authority，还须设置 {oidc.Path}:{name}。");
}
