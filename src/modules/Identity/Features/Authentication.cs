using Haochaping.Identity.Features.Clients;
using Haochaping.Identity.Features.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Identity.Features;

/// <summary>How the house learns who is calling: staff and citizens by a cookie each, business systems by key.</summary>
internal static class Authentication
{
    private static readonly TimeSpan HalfWay = TimeSpan.FromMinutes(10);

    public static void AddAuthentication(IServiceCollection services, SignInSettings settings)
    {
        services.AddAuthentication(Schemes.House)
            .AddPolicyScheme(Schemes.House, null, scheme => scheme.ForwardDefaultSelector = http => BearerKey.IsIn(http.Request) ? Schemes.Client : Schemes.Staff)
            .AddScheme<AuthenticationSchemeOptions, BearerKey>(Schemes.Client, null)
            .AddCookie(Schemes.Staff, cookie => Cookie(cookie, "haochaping", settings.Idle))
            .AddCookie(Schemes.HalfWay, cookie => Cookie(cookie, "haochaping.half-way", HalfWay))
            .AddCookie(Schemes.Citizen, cookie => Guard(cookie, "haochaping.citizen"));
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationPolicyProvider, AccessPolicies>();
    }

    private static void Guard(CookieAuthenticationOptions cookie, string name)
    {
        cookie.Cookie.Name = name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // closed networks without TLS exist; behind TLS it is Secure
    }

    private static void Cookie(CookieAuthenticationOptions cookie, string name, TimeSpan idle)
    {
        Guard(cookie, name);
        cookie.ExpireTimeSpan = idle;
        cookie.SlidingExpiration = name == "haochaping";
        cookie.LoginPath = "/console/sign-in";
        cookie.ReturnUrlParameter = "to";
        cookie.Events = new SessionEvents();
    }
}
