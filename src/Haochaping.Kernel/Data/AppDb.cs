using Microsoft.EntityFrameworkCore;

namespace Haochaping.Kernel.Data;

/// <summary>The one context of the house (ADR 0004). Each module applies its own internal entity maps.</summary>
public sealed class AppDb(DbContextOptions<AppDb> options, HouseModel model) : DbContext(options)
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var assembly in model.Assemblies)
        {
            modelBuilder.ApplyConfigurationsFromAssembly(assembly);
        }

        Conventions.Finish(modelBuilder);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conventions.Configure(configurationBuilder, Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal));
}

/// <summary>Which assemblies bring entity maps. Fixed for the life of the process.</summary>
public sealed record HouseModel(IReadOnlyList<System.Reflection.Assembly> Assemblies);
