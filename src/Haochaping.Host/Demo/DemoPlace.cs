using Haochaping.Catalog.Contracts;
using Haochaping.Ui;
using Microsoft.Extensions.Options;

namespace Haochaping.Host.Demo;

/// <summary>
/// 演示标记 — whether the data of this house are invented. The mark lies in the store itself, as a platform of the catalogue that no
/// real place has, so every node sees it and a copy of the data carries it along; <c>Place:Demo</c> says the same by hand.
/// </summary>
internal sealed class DemoPlace(IConfiguration settings)
{
    /// <summary>Code of the platform that marks a demo.</summary>
    public const string Mark = "HAOCHAPING-DEMO";

    /// <summary>Every page says 演示.</summary>
    public bool IsDemo { get; set; } = settings.GetValue("Place:Demo", false);

    public static void Configure(IServiceCollection services)
    {
        services.AddSingleton<DemoPlace>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<PlaceOptions>>().Value with { Demo = provider.GetRequiredService<DemoPlace>().IsDemo });
    }

    /// <summary>Looks for the mark, before the first page is shown.</summary>
    public async Task LookAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        IsDemo |= await IsMarkedAsync(scope.ServiceProvider, cancel);
    }

    /// <summary>Whether the store carries the mark.</summary>
    public static async Task<bool> IsMarkedAsync(IServiceProvider scoped, CancellationToken cancel) =>
        (await scoped.GetRequiredService<ICatalog>().FindPlatformsAsync([Mark], cancel)).Count > 0;
}
