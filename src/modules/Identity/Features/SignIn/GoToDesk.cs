using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Identity.Features.SignIn;

/// <summary>工作台入口 — leads everybody to the first line of the menu that they may use.</summary>
internal sealed class GoToDesk : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/console", RunAsync)
        .WithName("go-to-desk")
        .ExcludeFromDescription()
        .RequireAuthorization(Access.Staff);

    private static async Task<IResult> RunAsync(HttpContext http, IEnumerable<MenuEntry> menu, IAuthorizationService authorization)
    {
        foreach (var entry in menu.OrderBy(entry => entry.Order))
        {
            if (entry.Policy is null || (await authorization.AuthorizeAsync(http.User, entry.Policy)).Succeeded)
            {
                return TypedResults.LocalRedirect("~" + entry.Href);
            }
        }

        return TypedResults.NotFound();
    }
}
