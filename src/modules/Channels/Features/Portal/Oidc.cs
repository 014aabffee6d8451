using Haochaping.Identity.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Channels.Features.Portal;

/// <summary>
/// 统一身份认证 — signing in at the place's OpenID provider. What the provider tells is turned into the
/// rater's token and dropped; no name, number or token of theirs is kept.
/// </summary>
internal static class Oidc
{
    public const string Scheme = "portal";

    /// <summary>How long the house believes it.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public static void AddTo(IServiceCollection services, PortalSettings settings)
    {
        services.AddSingleton(settings);
        if (settings.Provider is { } provider)
        {
            services.AddAuthentication().AddOpenIdConnect(Scheme, options =>
            {
                provider.Set(options, "/my/signed-in", new[] { settings.Claims.Number, settings.Claims.KindClaim }.OfType<string>());
                options.Events = new OpenIdConnectEvents { OnTicketReceived = ReceiveAsync, OnRemoteFailure = FailAsync };
            });
        }
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
