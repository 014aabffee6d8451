using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>退出登录. A form, never a link: a picture on another page must not sign anybody out. Whoever came by 统一身份认证 leaves there too.</summary>
internal sealed class SignOut : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/sign-out", RunAsync)
        .WithName("sign-out")
        .ExcludeFromDescription()
        .RequireAuthorization(Access.Staff);

    private static async Task<IResult> RunAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return new Refusal(RefusalKind.BadRequest, "form-expired", "页面已过期，请刷新后重试。").ToProblem();
        }

        await http.SignOutAsync(Schemes.Staff);
        return TypedResults.LocalRedirect("~/console/sign-in" + (http.User.HasClaim(HouseClaims.Method, Session.Provider) ? "?ended=provider" : ""));
    }
}
