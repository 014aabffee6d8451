using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.WorkOrders.Storage;

/// <summary>收藏的筛选 — the address of a filtered list under a name of somebody's own. To share it is to copy the address.</summary>
internal sealed class SavedFilter
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLimit = 40;

    public required Guid Id { get; init; }

    /// <summary>Whose, as <c>Actor.ToString()</c>.</summary>
    public required string Owner { get; init; }

    public required string Name { get; set; }

    /// <summary>What stands behind the question mark.</summary>
    public required string Query { get; init; }
}

internal sealed class SavedFilterMap : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> builder)
    {
        builder.ToTable("work_order_filters");
        builder.HasKey(f => f.Id);
        builder.HasIndex(f => new { f.Owner, f.Name }).IsUnique();
        builder.Property(f => f.Owner).HasMaxLength(80);
        builder.Property(f => f.Name).HasMaxLength(SavedFilter.NameLimit);
        builder.Property(f => f.Query).HasMaxLength(OrderFilter.QueryLimit);
    }
}

internal static class SavedFilterTable
{
    extension(AppDb db)
    {
        internal DbSet<SavedFilter> SavedFilters => db.Set<SavedFilter>();
    }
}
