using Haochaping.Identity.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Haochaping.Channels.Features.Portal;

/// <summary>
/// 统一身份认证 — signing in at the place's OpenID provider: authorization code with PKCE. What the provider tells is turned into the
/// rater's token and dropped; no name, number or token of theirs is kept.
/// </summary>
internal static class Oidc
{
    public const string Scheme = "portal";

    /// <summary>How long a sign-in at the provider may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>How long the house believes it.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public static void AddTo(IServiceCollection services, PortalSettings settings)
    {
        services.AddSingleton(settings);
        if (settings.IsOn)
        {
            services.AddAuthentication().AddOpenIdConnect(Scheme, options => Set(options, settings));
        }
    }

    private static void Set(OpenIdConnectOptions options, PortalSettings settings)
    {
        options.Authority = settings.Authority!.ToString();
        options.RequireHttpsMetadata = !settings.Authority.IsLoopback;
        (options.ClientId, options.ClientSecret) = (settings.ClientId, settings.ClientSecret);
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // a GET, so that cookies stay Lax
        options.CallbackPath = "/my/signed-in";
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.SaveTokens = false;
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.Scope.Clear();
        foreach (var scope in settings.Scopes)
        {
            options.Scope.Add(scope);
        }

        options.ClaimActions.MapUniqueJsonKey(settings.Claims.Number, settings.Claims.Number);
        if (settings.Claims.KindClaim is { } kind)
        {
            options.ClaimActions.MapUniqueJsonKey(kind, kind);
        }

        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.MaxAge = Patience; // an age, not an instant: the clock of a visitor may be wrong
        }

        options.Events = new OpenIdConnectEvents { OnTicketReceived = ReceiveAsync, OnRemoteFailure = FailAsync };
    }

    private static async Task ReceiveAsync(TicketReceivedContext context)
    {
        var services = context.HttpContext.RequestServices;
        context.HandleResponse();
        if (services.GetRequiredService<PortalSettings>().Claims.Read(context.Principal) is not { } citizen)
        {
            Leave(context.HttpContext, "unnamed");
            return;
        }

        // as Cases derives it from a reported applicant
        var rater = services.GetRequiredService<IVault>().TokenOf(citizen, Guid.Empty);
        await services.GetRequiredService<ICitizenSession>().SignInAsync(context.HttpContext, rater, Life);
        context.Response.Redirect(context.ReturnUri ?? context.Request.PathBase + "/my");
    }

    private static Task FailAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        Leave(context.HttpContext, "failed");
        return Task.CompletedTask;
    }

    private static void Leave(HttpContext http, string problem) => http.Response.Redirect($"{http.Request.PathBase}/my?problem={problem}");
}
