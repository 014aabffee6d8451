using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Policy.Storage;

/// <summary>规则包存档 — every version that ever ruled, so that old tasks keep their rules. Insert-only.</summary>
internal sealed class PackVersion
{
    /// <summary>The reference as rows hold it: <c>JX@2019-12-01+ab12cd34</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>The stack of files, as JSON.</summary>
    public required string Stack { get; init; }
}

internal sealed class PackVersionMap : IEntityTypeConfiguration<PackVersion>
{
    public void Configure(EntityTypeBuilder<PackVersion> builder)
    {
        builder.ToTable("policy_versions");
        builder.HasKey(v => v.Reference);
        builder.Property(v => v.Reference).HasMaxLength(80);
    }
}

internal static class PolicyTables
{
    extension(AppDb db)
    {
        internal DbSet<PackVersion> PackVersions => db.Set<PackVersion>();
    }
}
