using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Ui;

/// <summary>换版 — <c>GET /prefs?elder=1&amp;theme=dark&amp;lang=en&amp;return=/path</c>: remembers a choice and goes back.</summary>
internal static class PreferenceLinks
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/prefs", Remember).WithName("prefs").ExcludeFromDescription().AllowAnonymous();

    private static IResult Remember(HttpContext context, WordBook book)
    {
        var query = context.Request.Query;
        Keep(context, Preferences.LanguageCookie, book.Find(query["lang"])?.Code);
        Keep(context, Preferences.ElderCookie, query["elder"] == "1" ? "1" : query["elder"] == "0" ? "0" : null);
        Keep(context, Preferences.DensityCookie, query["density"] == "compact" ? "compact" : query["density"] == "roomy" ? "roomy" : null);
        Keep(context, Preferences.ThemeCookie, Array.Find(Preferences.Themes, theme => theme == query["theme"]));
        return Results.LocalRedirect(context.Request.PathBase + Local(query["return"]));
    }

    internal static void Keep(HttpContext context, string cookie, string? value)
    {
        if (value is not null)
        {
            context.Response.Cookies.Append(cookie, value, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(400), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true,
                Secure = context.Request.IsHttps, Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/",
            });
        }
    }

    /// <summary>A path of this house, or “/”: never another host (//x, /\x), never a scheme, never a line break.</summary>
    internal static string Local(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
