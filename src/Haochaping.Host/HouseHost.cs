using System.Text.Encodings.Web;
using System.Text.Unicode;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Host;

/// <summary>Puts the house together: settings, store, modules, pages.</summary>
internal static class HouseHost
{
    /// <summary>The composed application, not yet started.</summary>
    /// <param name="args">Command-line settings (<c>--urls</c>, <c>--Section:Key=value</c>).</param>
    /// <param name="background">False in tests and commands: they drive jobs and followers themselves.</param>
    /// <param name="adjust">Last word on settings and services, for tests.</param>
    public static WebApplication Build(string[] args, bool background = true, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = "haochaping", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }

        // Replaceable before the modules read settings; services once more afterwards.
        adjust?.Invoke(builder);
        var house = new House(builder.Services, builder.Configuration, HouseModules.All, Stores.Create(builder.Configuration));
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)); // Chinese leaves as Chinese, not as entities
        if (background)
        {
            House.AddBackgroundWork(builder.Services);
        }

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStaticFiles();
        app.UseRouting();
        house.Map(app);
        return app;
    }

    /// <summary>Brings the store up to date; on PostgreSQL only the <c>migrate</c> command does.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDb>().Database.MigrateAsync(cancel);
    }
}
