using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Haochaping.Host.Serving;

/// <summary>反向代理 — whose word about the caller's address is taken: only that of proxies named in the settings.</summary>
internal static class Proxies
{
    public static void Configure(IServiceCollection services, IConfiguration settings)
    {
        var known = Known(settings)
            ?? throw new SettingsException("Proxies:Known 为空：这会让任何人伪造来源地址。请写上反向代理的地址，或删除该设置（只信任本机）。");
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.ForwardLimit = settings.GetValue("Proxies:Hops", 1);
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var address in known)
            {
                options.KnownProxies.Add(IPAddress.TryParse(address, out var parsed) ? parsed : throw new SettingsException($"Proxies:Known 中的“{address}”不是 IP 地址。"));
            }
        });
    }

    /// <summary>The addresses trusted, this machine alone where nothing is said; null when the list was emptied.</summary>
    public static IReadOnlyList<string>? Known(IConfiguration settings)
    {
        var known = settings.GetSection("Proxies:Known").Get<string[]>() ?? (settings["Proxies:Known"] is null ? ["127.0.0.1", "::1"] : []);
        return known.Length == 0 || known.Any(string.IsNullOrWhiteSpace) ? null : known;
    }

    public static void Use(WebApplication app)
    {
        app.UseForwardedHeaders();
        if (app.Configuration["PathBase"] is { Length: > 0 } pathBase)
        {
            app.UsePathBase(pathBase);
        }
    }
}
