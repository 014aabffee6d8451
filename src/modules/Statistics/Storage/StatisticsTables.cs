using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Statistics.Storage;

internal sealed class StatisticsMaps :
    IEntityTypeConfiguration<OrderRow>, IEntityTypeConfiguration<CubeRow>, IEntityTypeConfiguration<KnownName>, IEntityTypeConfiguration<Progress>
{
    public void Configure(EntityTypeBuilder<OrderRow> builder)
    {
        builder.ToTable("statistics_orders");
        builder.HasKey(o => o.OrderId);
        builder.Property(o => o.OrderId).ValueGeneratedNever();
        builder.ComplexProperty(o => o.Count);
    }

    public void Configure(EntityTypeBuilder<CubeRow> builder)
    {
        builder.ToTable("statistics_cube");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.Day, r.Institution });
    }

    public void Configure(EntityTypeBuilder<KnownName> builder)
    {
        builder.ToTable("statistics_names");
        builder.HasKey(n => new { n.Kind, n.Code });
    }

    public void Configure(EntityTypeBuilder<Progress> builder)
    {
        builder.ToTable("statistics_progress");
        builder.Property(p => p.Id).ValueGeneratedNever();
    }
}

/// <summary>The module's tables.</summary>
internal static class StatisticsTables
{
    extension(AppDb db)
    {
        internal DbSet<CubeRow> Cube => db.Set<CubeRow>();

        internal DbSet<OrderRow> OrderCounts => db.Set<OrderRow>();

        internal DbSet<KnownName> KnownNames => db.Set<KnownName>();

        internal DbSet<Progress> CountingProgress => db.Set<Progress>();
    }
}
