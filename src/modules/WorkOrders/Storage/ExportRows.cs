using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.WorkOrders.Storage;

/// <summary>导出格式.</summary>
internal enum ExportFormat
{
    /// <summary>CSV with a byte order mark: opens in Excel.</summary>
    Csv,

    /// <summary>CSV without: for programs.</summary>
    CsvPlain,

    /// <summary>Excel workbook.</summary>
    Xlsx,
}

/// <summary>导出状态.</summary>
internal enum ExportState
{
    /// <summary>生成中.</summary>
    Running,

    /// <summary>可下载.</summary>
    Ready,

    /// <summary>已取消.</summary>
    Cancelled,

    /// <summary>已过期: its rows are gone.</summary>
    Expired,
}

/// <summary>
/// 导出 — a list of orders as a file for one person: who asked for which rows, how far it is, how often it was fetched. The row stays as a
/// record when the file is gone.
/// </summary>
internal sealed class ExportRow
{
    public required Guid Id { get; init; }

    /// <summary>Who asked, as <c>Actor.ToString()</c>; nobody else gets it.</summary>
    public required string Owner { get; init; }

    /// <summary>Their institutions that day.</summary>
    public required IReadOnlyList<string> Institutions { get; init; }

    /// <summary>Their regions that day.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>The filter, as its address.</summary>
    public required string Query { get; init; }

    public required ExportFormat Format { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When its rows are forgotten.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How many rows there were when it was asked for.</summary>
    public required int Total { get; init; }

    public ExportState State { get; set; }

    /// <summary>Rows so far.</summary>
    public int Done { get; set; }

    /// <summary>Parts so far; the next run goes on behind them.</summary>
    public int Parts { get; set; }

    /// <summary>The last order that is in a part.</summary>
    public Guid? Last { get; set; }

    /// <summary>When it was fetched last.</summary>
    public DateTimeOffset? FetchedAt { get; set; }

    public int Fetches { get; set; }
}

/// <summary>导出分段 — some rows of an export, as texts.</summary>
internal sealed class ExportPart
{
    public required Guid ExportId { get; init; }

    public required int Part { get; init; }

    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }
}

internal sealed class ExportMaps : IEntityTypeConfiguration<ExportRow>, IEntityTypeConfiguration<ExportPart>
{
    public void Configure(EntityTypeBuilder<ExportRow> builder)
    {
        builder.ToTable("work_order_exports");
        builder.HasKey(e => e.Id);
        builder.HasIndex(e => new { e.Owner, e.AskedAt });
        builder.HasIndex(e => new { e.State, e.AskedAt });
        builder.Property(e => e.State).HasMaxLength(16).IsConcurrencyToken();
        builder.Property(e => e.Format).HasMaxLength(16);
        builder.Property(e => e.Owner).HasMaxLength(80);
        builder.Property(e => e.Query).HasMaxLength(OrderFilter.QueryLimit);
    }

    public void Configure(EntityTypeBuilder<ExportPart> builder)
    {
        builder.ToTable("work_order_export_parts");
        builder.HasKey(p => new { p.ExportId, p.Part });
        builder.Property(p => p.Rows).IsJson();
    }
}

internal static class ExportTables
{
    extension(AppDb db)
    {
        internal DbSet<ExportRow> Exports => db.Set<ExportRow>();

        internal DbSet<ExportPart> ExportParts => db.Set<ExportPart>();
    }
}
