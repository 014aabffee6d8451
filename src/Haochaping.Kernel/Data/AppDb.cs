using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Haochaping.Kernel.Data;

/// <summary>The one context of the house (ADR 0004). Each module applies its own internal entity maps.</summary>
public sealed class AppDb(DbContextOptions<AppDb> options, HouseModel model) : DbContext(options)
{
    internal HouseModel Rooms => model;

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

/// <summary>A house with other rooms is another model, also within one process (tests open parts of the house).</summary>
internal sealed class ModelKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.Database.ProviderName, string.Join('|', ((AppDb)context).Rooms.Assemblies.Select(a => a.FullName)), designTime);
}

/// <summary>Which assemblies bring entity maps. Fixed for the life of the process.</summary>
public sealed record HouseModel(IReadOnlyList<System.Reflection.Assembly> Assemblies)
{
    /// <summary>To be said with the options of every context: models are told apart by their rooms.</summary>
    public static void TellApart(DbContextOptionsBuilder options) => options.ReplaceService<IModelCacheKeyFactory, ModelKey>();
}
