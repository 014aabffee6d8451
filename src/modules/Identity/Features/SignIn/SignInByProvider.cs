using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>
/// 用统一身份认证登录工作台 — the provider says who somebody is; what they may do stands on their account here, which an administrator
/// has linked. It stands for the password alone: an administrator still shows a second factor, unless the provider tells that it has seen one.
/// </summary>
internal sealed class SignInByProvider(AppDb db, Session session, Tries tries, StaffProvider provider) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/console/sign-in/provider", async (string? to, HttpContext http, StaffProvider provider) => provider.Client is null
            ? TypedResults.LocalRedirect("~/console/sign-in")
            : await OpenIdClient.ChallengeAsync(http, StaffProvider.Scheme, LocalPath.Of(to) ?? "/console", "~/console/sign-in?problem=unreachable"))
        .WithName("staff-provider-sign-in").ExcludeFromDescription().AllowAnonymous();

    /// <summary>What the provider answered: the linked account goes on as after its password.</summary>
    public async Task ReceiveAsync(TicketReceivedContext context)
    {
        var (http, cancel) = (context.HttpContext, context.HttpContext.RequestAborted);
        context.HandleResponse();
        var subject = context.Principal?.FindFirst(provider.SubjectClaim)?.Value;
        var account = string.IsNullOrEmpty(subject) ? null : await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Subject == subject, cancel);
        var outcome = account switch
        {
            null => SignInOutcome.NoSuchAccount,
            { DisabledAt: not null } => SignInOutcome.Disabled,
            _ => SignInOutcome.ProviderVouched,
        };
        await tries.NoteAsync(account?.Id, outcome, http.Connection.RemoteIpAddress?.ToString() ?? "", cancel);
        if (outcome != SignInOutcome.ProviderVouched)
        {
            StaffProvider.Leave(http, "unlinked");
            return;
        }

        var sawFactor = provider.SawSecondFactor(context.Principal!);
        if (account!.TotpSecret is null || sawFactor)
        {
            await tries.ForgetAsync(account.Id, cancel); // as after a password: a code that is still to come notes it itself
        }

        var to = context.ReturnUri is { } path && path.StartsWith(http.Request.PathBase, StringComparison.Ordinal) ? path[http.Request.PathBase.Value!.Length..] : null;
        http.Response.Redirect(http.Request.PathBase + await session.ContinueAsync(http, account, sawFactor, to, byProvider: true));
    }
}

/// <summary>工作台的统一身份认证 — section <c>SignIn:Oidc</c>; without an authority staff have passwords only.</summary>
/// <param name="Client">The provider; null: none.</param>
/// <param name="SubjectClaim">The claim that names somebody for good.</param>
/// <param name="FactorClaim">The claim that tells how they signed in there.</param>
/// <param name="FactorValue">Its value after a second factor; null: the house asks for its own.</param>
internal sealed record StaffProvider(OpenIdClient? Client, string SubjectClaim, string FactorClaim, string? FactorValue)
{
    public const string Scheme = "staff-provider";

    public static StaffProvider From(Microsoft.Extensions.Configuration.IConfiguration configuration)
    {
        var oidc = configuration.GetSection("SignIn:Oidc");
        return new(OpenIdClient.From(oidc), oidc["SubjectClaim"] ?? "sub", oidc["SecondFactorClaim"] ?? "amr", oidc["SecondFactorValue"] is { Length: > 0 } value ? value : null);
    }

    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(this);
        if (Client is { } client)
        {
            services.AddAuthentication().AddOpenIdConnect(Scheme, options =>
            {
                client.Set(options, "/console/signed-in", [SubjectClaim, FactorClaim]);
                options.Events = new OpenIdConnectEvents
                {
                    OnTicketReceived = context => context.HttpContext.RequestServices.GetRequiredService<SignInByProvider>().ReceiveAsync(context),
                    OnRemoteFailure = context =>
                    {
                        context.HandleResponse();
                        Leave(context.HttpContext, "failed");
                        return Task.CompletedTask;
                    },
                };
            });
        }
    }

    /// <summary>Where a session at the provider ends, and the visitor is sent back here; null where it knows no such place or does not answer.</summary>
    public async Task<string?> EndAsync(HttpContext http)
    {
        try
        {
            var known = await http.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(Scheme).ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
            return known.EndSessionEndpoint is { Length: > 0 } end
                ? QueryHelpers.AddQueryString(end, new Dictionary<string, string?>
                {
                    ["client_id"] = Client!.ClientId, ["post_logout_redirect_uri"] = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/console/sign-in",
                })
                : null;
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }

    public bool SawSecondFactor(System.Security.Claims.ClaimsPrincipal principal) => FactorValue is { } value && principal.HasClaim(FactorClaim, value);

    public static void Leave(HttpContext http, string problem) => http.Response.Redirect($"{http.Request.PathBase}/console/sign-in?problem={problem}");
}
