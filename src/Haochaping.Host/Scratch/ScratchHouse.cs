using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Haochaping.Host.Scratch;

/// <summary>
/// 临时的房子 — the whole house on a store that is thrown away, listening to this machine only, by a clock that is moved. It takes
/// nothing from the installation: no store, no keys, no gateway that could send a message to a real phone.
/// </summary>
internal static class ScratchHouse
{
    public static WebApplication Build(TimeProvider clock, IEnumerable<KeyValuePair<string, string?>> settings) =>
        HouseHost.Build([], background: false, builder =>
        {
            builder.Configuration.Sources.Clear();
            builder.Configuration.AddInMemoryCollection(Own.Concat(settings).GroupBy(s => s.Key).Select(s => s.Last())); // the last word holds
            builder.Services.AddSingleton(clock);
            builder.Logging.ClearProviders();
        });

    /// <summary>Where a started house listens.</summary>
    public static Uri Address(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Lets go of the files of a SQLite store, so that its folder can be removed.</summary>
    public static async Task StopAsync(WebApplication app)
    {
        await app.StopAsync();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            if (scope.ServiceProvider.GetRequiredService<AppDb>().Database.GetDbConnection() is Microsoft.Data.Sqlite.SqliteConnection connection)
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearPool(connection);
            }
        }

        await app.DisposeAsync();
    }

    private static readonly Dictionary<string, string?> Own = new() { ["urls"] = "http://127.0.0.1:0", ["AllowedHosts"] = "*" };
}
