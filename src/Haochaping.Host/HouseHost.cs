using Haochaping.Host.Demo;
using Haochaping.Host.Rehearsal;
using Haochaping.Host.Serving;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Web;
using Haochaping.Notifications.Contracts;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Host;

/// <summary>Puts the house together: settings, keys, store, modules, pages.</summary>
internal static class HouseHost
{
    /// <summary>Where the house listens when nobody says otherwise.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>The composed application, not yet started.</summary>
    /// <param name="args">Command-line settings (<c>--urls</c>, <c>--Section:Key=value</c>).</param>
    /// <param name="background">False in tests and commands: they drive jobs and followers themselves.</param>
    /// <param name="adjust">Last word on settings, for tests.</param>
    public static WebApplication Build(string[] args, bool background = true, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = Prepare(args, adjust);
        var settings = builder.Configuration;
        builder.Services.AddSingleton<IKeys>(OpenKeys(settings));
        var house = new House(builder.Services, settings, HouseModules.All, Stores.Create(settings));
        builder.Services.AddUi(settings, HouseModules.All.Select(m => m.Assembly).Append(typeof(HouseHost).Assembly));
        RehearsalDesk.Configure(builder.Services);
        builder.Services.AddSingleton<IRecipients, VaultRecipients>();
        builder.Services.AddSingleton<Durability>().AddSingleton<IBanner>(services => services.GetRequiredService<Durability>());
        DemoPlace.Configure(builder.Services);
        Proxies.Configure(builder.Services, settings);
        Health.Configure(builder.Services);
        ApiDocs.Configure(builder.Services);
        if (background)
        {
            House.AddBackgroundWork(builder.Services);
            Telemetry.Configure(builder);
        }

        var app = builder.Build();
        Pipeline(app, house);
        return app;
    }

    /// <summary>The settings and nothing else yet: files, environment, command line; secrets read, addresses checked.</summary>
    public static WebApplicationBuilder Prepare(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = "haochaping", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        Logs.Configure(builder);
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        adjust?.Invoke(builder);
        SettingFiles.ReadSecrets(builder.Configuration);
        SettingFiles.Listening(builder.Configuration);
        if (builder.Environment.IsDevelopment())
        {
            SettingFiles.AssumePublicUrl(builder.Configuration);
        }

        SettingFiles.CheckPublicUrl(builder.Configuration);
        return builder;
    }

    /// <summary>Brings the store up to date; on PostgreSQL only the <c>migrate</c> command does.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDb>().Database.MigrateAsync(cancel);
    }

    private static void Pipeline(WebApplication app, House house)
    {
        app.Use(Arrival.NoteAsync);
        Proxies.Use(app);
        app.UseProblemPages();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseExceptionHandler());
        app.Use(new SecurityHeaders(app.Configuration).AddAsync);
        app.UseRouting();
        app.Use(Telemetry.NameTheRequestAsync);
        app.UseWebSockets();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseForms();
        house.Map(app);
        Health.Map(app);
        Metrics.Map(app);
        ApiDocs.Map(app);
        app.MapGet("/", (HttpContext context) => Results.LocalRedirect(context.Request.PathBase + "/results")).ExcludeFromDescription().AllowAnonymous();
        app.MapUi();
    }

    private static KeyFile OpenKeys(ConfigurationManager settings) =>
        KeyFile.OpenOrInit(KeyFile.PathFrom(settings), Stores.DataFolder(settings), TimeProvider.System).Is(out var keys, out var refusal)
            ? keys
            : throw new SettingsException(refusal.Message);
}
