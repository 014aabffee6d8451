using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>What a cookie of staff leads to. One for all requests: whoever brings no cookie, as citizens do, costs no look at the store.</summary>
internal sealed class SessionEvents : CookieAuthenticationEvents
{
    /// <inheritdoc />
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (!await context.HttpContext.RequestServices.GetRequiredService<Session>().StandsAsync(context.Principal!, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }

    /// <inheritdoc />
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) => PageOr(context, StatusCodes.Status401Unauthorized);

    /// <inheritdoc />
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) => PageOr(context, StatusCodes.Status403Forbidden);

    // Programs get a status, people a page. Someone who was sending a form gets the page that keeps what they typed.
    private Task PageOr(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (status == StatusCodes.Status401Unauthorized && HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api"))
        {
            return base.RedirectToLogin(context);
        }

        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
