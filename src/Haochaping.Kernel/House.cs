using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Haochaping.Kernel;

/// <summary>The house: its modules on one store.</summary>
public sealed class House
{
    private readonly Room room;

    /// <summary>Registers the kernel and lets every module compose itself.</summary>
    /// <param name="services">Services of the host.</param>
    /// <param name="configuration">Settings of the installation.</param>
    /// <param name="modules">The rooms, upstream first.</param>
    /// <param name="store">The one store.</param>
    public House(IServiceCollection services, IConfiguration configuration, IReadOnlyList<Module> modules, IStore store)
    {
        Modules = modules;
        services.AddSingleton(this);
        services.AddSingleton(_ => store); // through a factory, so that the container disposes its connections
        services.AddSingleton(new HouseModel([typeof(House).Assembly, .. modules.Select(m => m.Assembly)]));
        services.AddSingleton<FactTypes>();
        services.AddSingleton<FollowerRunner>();
        services.AddSingleton<Leases>();
        services.AddSingleton<Settler>();
        services.TryAddSingleton(TimeProvider.System); // tests and the demo bring a clock of their own
        services.AddDbContext<AppDb>((provider, options) =>
        {
            provider.GetRequiredService<IStore>().Configure(options);

            // A start does not compare the model with the migrations: a test has (MigrationTests).
            options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
            HouseModel.TellApart(options);
        }, optionsLifetime: ServiceLifetime.Singleton); // EF hashes new options for every context: that took an eighth of a rating
        services.AddExceptionHandler<Faults>();
        services.AddProblemDetails();
        room = new Room(services, configuration);
        foreach (var module in modules)
        {
            module.Compose(room);
        }
    }

    /// <summary>The rooms, upstream first.</summary>
    public IReadOnlyList<Module> Modules { get; }

    /// <summary>Lets followers and jobs run in the background; tests drive them by <see cref="Settler"/> instead.</summary>
    public static void AddBackgroundWork(IServiceCollection services) => services.AddHostedService<JobRunner>();

    /// <summary>Maps every slice's endpoint.</summary>
    public void Map(IEndpointRouteBuilder routes) => room.Map(routes);
}
