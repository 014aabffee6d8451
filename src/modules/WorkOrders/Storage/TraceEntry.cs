using Haochaping.WorkOrders.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.WorkOrders.Storage;

/// <summary>办理记录 — one line of an order's history, with what was written; facts hold only commitments of it.</summary>
internal sealed class TraceEntry
{
    /// <summary>No act writes more lines than this.</summary>
    public const int LinesPerAct = 16;

    public required Guid CaseId { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>Order of the lines: the order's version, then the line within the act.</summary>
    public required int Line { get; init; }

    public required OrderAct Act { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who, as <c>Actor.ToString()</c>; names are looked up when shown.</summary>
    public required string By { get; init; }

    /// <summary>Name of the desk that had the order.</summary>
    public required string Desk { get; init; }

    /// <summary>Codes in the words of officials, in order: 电话, 已联系上.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>A date the act set: a new limit, a promise.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>What was written.</summary>
    public string? Text { get; init; }

    /// <summary>Salt of the commitment that stands in the fact.</summary>
    public byte[]? Salt { get; init; }
}

internal sealed class TraceMap : IEntityTypeConfiguration<TraceEntry>
{
    public void Configure(EntityTypeBuilder<TraceEntry> builder)
    {
        builder.ToTable("work_order_trace");
        builder.HasKey(t => new { t.CaseId, t.OrderId, t.Line });
        builder.Property(t => t.Act).HasMaxLength(24);
        builder.Property(t => t.By).HasMaxLength(80);
        builder.Property(t => t.Text).HasMaxLength(No.TextLimit);
    }
}
