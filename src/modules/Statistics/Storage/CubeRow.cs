using Haochaping.Cases.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Statistics.Contracts;
using Haochaping.Statistics.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Statistics.Storage;

/// <summary>统计格行 — one measure of one cell of the daily cube. A row that comes back to zero is deleted, so that a replay gives the same rows.</summary>
internal sealed class CubeRow
{
    /// <summary>Derived from all that follows but the count.</summary>
    public required Guid Id { get; init; }

    public required DateOnly Day { get; init; }

    public required string Region { get; init; }

    public required string Institution { get; init; }

    public required string Item { get; init; }

    public required string Hall { get; init; }

    public required string Window { get; init; }

    public required HandlingChannel Handling { get; init; }

    public required string Via { get; init; }

    public required Measure Measure { get; init; }

    public long Count { get; set; }

    public static CubeRow Empty(Guid id, Cell cell, Measure measure) => new()
    {
        Id = id,
        Day = cell.Day,
        Region = cell.Region,
        Institution = cell.Institution,
        Item = cell.Item,
        Hall = cell.Hall,
        Window = cell.Window,
        Handling = cell.Handling,
        Via = cell.Via,
        Measure = measure,
    };
}

/// <summary>名称 — what the facts last called an institution or item.</summary>
internal sealed class KnownName
{
    public required Grouping Kind { get; init; }

    public required string Code { get; init; }

    public required string Name { get; set; }
}

/// <summary>进度 — one row: how far the journal is counted, saved together with the counts.</summary>
internal sealed class Progress
{
    public const int Only = 1;

    public int Id { get; init; } = Only;

    public long Position { get; set; }

    public DateTimeOffset? LastAt { get; set; }
}

/// <summary>可被替代的默认评价 — kept only where the pack lets a late rating supersede a default (Q08), to take it out then.</summary>
internal sealed class ReplaceableDefault
{
    public required Guid TaskId { get; init; }

    public required Policy.Contracts.Level Level { get; init; }

    public required bool IsPositive { get; init; }
}

internal sealed class StatisticsMaps :
    IEntityTypeConfiguration<CubeRow>, IEntityTypeConfiguration<KnownName>, IEntityTypeConfiguration<Progress>, IEntityTypeConfiguration<ReplaceableDefault>
{
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

    public void Configure(EntityTypeBuilder<ReplaceableDefault> builder)
    {
        builder.ToTable("statistics_replaceable_defaults");
        builder.HasKey(d => d.TaskId);
        builder.Property(d => d.TaskId).ValueGeneratedNever();
    }
}

/// <summary>The module's tables.</summary>
internal static class StatisticsTables
{
    extension(AppDb db)
    {
        internal DbSet<CubeRow> Cube => db.Set<CubeRow>();

        internal DbSet<KnownName> KnownNames => db.Set<KnownName>();

        internal DbSet<Progress> CountingProgress => db.Set<Progress>();

        internal DbSet<ReplaceableDefault> ReplaceableDefaults => db.Set<ReplaceableDefault>();
    }
}
