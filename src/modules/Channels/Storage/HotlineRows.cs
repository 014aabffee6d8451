using Haochaping.Kernel.Data;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Channels.Storage;

/// <summary>话务评价状态 — where a rating taken by telephone stands.</summary>
internal enum PressState
{
    /// <summary>待登记: its contact or case has not been reported yet.</summary>
    Waiting,

    /// <summary>已登记.</summary>
    Recorded,

    /// <summary>此前已评价.</summary>
    AlreadyAnswered,

    /// <summary>不予登记.</summary>
    Refused,
}

/// <summary>话务评价 — one rating by key or by call-back, with call and operator.</summary>
internal sealed class PressRow
{
    /// <summary>From the sender's key and the call id.</summary>
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required string Institution { get; init; }

    public required int Level { get; init; }

    public required ChannelKind Channel { get; init; }

    public required Guid? Operator { get; init; }

    public required DateTimeOffset PressedAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public PressState State { get; set; }

    public string? Code { get; set; }

    public string? Message { get; set; }

    public string? ReceiptCode { get; set; }
}

internal sealed class HotlineMaps : IEntityTypeConfiguration<PressRow>
{
    public void Configure(EntityTypeBuilder<PressRow> builder)
    {
        builder.ToTable("channels_presses");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.State).IsConcurrencyToken();
        builder.HasIndex(p => new { p.State, p.ReceivedAt });
    }
}

internal static class HotlineTables
{
    extension(AppDb db)
    {
        internal DbSet<PressRow> Presses => db.Set<PressRow>();
    }
}
