using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Haochaping.Kernel;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Haochaping.Ui;

/// <summary>What the host says about pages: services, pipeline, endpoints.</summary>
public static class UiSetup
{
    /// <summary>Words, preferences, menus and static server rendering for the pages of Ui and of these modules.</summary>
    public static IServiceCollection AddUi(this IServiceCollection services, IConfiguration configuration, IEnumerable<Assembly> modules)
    {
        var pages = new PageAssemblies([.. modules.Distinct().Where(assembly => assembly != typeof(UiSetup).Assembly)]);
        services.AddRazorComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.AddHttpContextAccessor();
        // Without this every Chinese character leaves as an entity: pages three times as long.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<PlaceOptions>(configuration.GetSection("Place"));
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<PlaceOptions>>().Value);
        services.AddSingleton(pages);
        services.AddSingleton(new WordBook([typeof(UiSetup).Assembly, .. pages.Modules], configuration["Words:Folder"]));
        return services.AddScoped<Preferences>().AddScoped<Here>().AddScoped(provider => new Words(provider.GetRequiredService<Preferences>()));
    }

    /// <summary>First in the pipeline: turns errors into pages for people. Programs (<c>/api</c>) keep what the host gives them.</summary>
    public static IApplicationBuilder UseProblemPages(this IApplicationBuilder app) => app.UseWhen(
        context => !context.Request.Path.StartsWithSegments("/api"),
        pages => pages
            .UseExceptionHandler("/problem/500", createScopeForErrors: true)
            .UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true));

    /// <summary>
    /// After authentication and authorization: checks form tokens. A form that has expired becomes the page that keeps the text.
    /// </summary>
    public static IApplicationBuilder UseForms(this IApplicationBuilder app) => app.Use(Unreadable.RefuseAsync).UseAntiforgery().Use((context, next) =>
    {
        // The page about an error runs through here a second time: it only reads, whatever was being done, and it may show
        // the sender of a form without a valid token what they wrote.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
            context.Features.Set<IAntiforgeryValidationFeature>(null);
            return next(context);
        }

        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    /// <summary>Maps every page, the static files behind them and <c>/prefs</c>.</summary>
    public static RazorComponentsEndpointConventionBuilder MapUi(this IEndpointRouteBuilder routes)
    {
        PreferenceLinks.Map(routes);
        routes.MapStaticAssets().AllowAnonymous();
        return routes.MapRazorComponents<HouseDocument>()
            .AddAdditionalAssemblies([.. routes.ServiceProvider.GetRequiredService<PageAssemblies>().Modules])
            .WithStaticAssets();
    }
}
