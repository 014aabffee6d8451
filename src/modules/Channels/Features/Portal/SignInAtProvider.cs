using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Channels.Features.Portal;

/// <summary>登录 — sends the visitor to 统一身份认证 and, once back, to where they were going: a link, since a form may not lead out of the house.</summary>
internal sealed class SignInAtProvider(PortalSettings settings) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/my/sign-in", async (string? to, HttpContext http, SignInAtProvider slice) => await slice.RunAsync(http, to))
        .WithName("portal-sign-in").ExcludeFromDescription().AllowAnonymous();

    private async Task<IResult> RunAsync(HttpContext http, string? to) => settings.IsOn
        ? await OpenIdClient.ChallengeAsync(http, Oidc.Scheme, LocalPath.Of(to) ?? "/my", "~/my?problem=unreachable")
        : TypedResults.LocalRedirect("~/my");
}
