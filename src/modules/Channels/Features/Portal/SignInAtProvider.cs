using Haochaping.Kernel;
using Microsoft.AspNetCore.Authentication;
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

    private async Task<IResult> RunAsync(HttpContext http, string? to)
    {
        if (!settings.IsOn)
        {
            return TypedResults.LocalRedirect("~/my");
        }

        try
        {
            await http.ChallengeAsync(Oidc.Scheme, new AuthenticationProperties { RedirectUri = http.Request.PathBase + Local(to) });
            return TypedResults.Empty;
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException or TaskCanceledException)
        {
            return TypedResults.LocalRedirect("~/my?problem=unreachable"); // the provider does not answer
        }
    }

    // “//elsewhere” and “/\elsewhere” leave the house.
    private static string Local(string? path) => path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/my";
}
