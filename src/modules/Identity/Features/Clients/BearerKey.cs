using System.Security.Claims;
using System.Text.Encodings.Web;
using Haochaping.Identity.Domain;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Haochaping.Identity.Features.Clients;

/// <summary>Reads <c>Authorization: Bearer hcp_…</c>.</summary>
internal sealed class BearerKey(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, LiveClients clients)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    /// <summary>True where the request brings a client key, good or bad; then no cookie counts.</summary>
    public static bool IsIn(Microsoft.AspNetCore.Http.HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Bearer + ClientKeys.Prefix, StringComparison.Ordinal);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsIn(Request))
        {
            return AuthenticateResult.NoResult();
        }

        var key = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        return await clients.FindAsync(key, Context.RequestAborted) is ClaimsPrincipal client
            ? AuthenticateResult.Success(new(client, Scheme.Name))
            : AuthenticateResult.Fail("Unknown or disabled client key.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"haochaping\"";
        return base.HandleChallengeAsync(properties);
    }
}
