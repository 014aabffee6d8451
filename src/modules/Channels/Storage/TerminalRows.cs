using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Channels.Storage;

/// <summary>终端转接 — on which terminal a task was last put before its rater.</summary>
internal sealed record HandOverRow
{
    public required Guid CaseId { get; init; }

    public required Guid TaskId { get; init; }

    public required string Terminal { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class TerminalMaps : IEntityTypeConfiguration<HandOverRow>
{
    public void Configure(EntityTypeBuilder<HandOverRow> builder)
    {
        builder.ToTable("channels_hand_overs");
        builder.HasKey(h => new { h.CaseId, h.TaskId });
        builder.Property(h => h.Terminal).HasMaxLength(40);
    }
}

internal static class TerminalTables
{
    extension(AppDb db)
    {
        internal DbSet<HandOverRow> HandOvers => db.Set<HandOverRow>();
    }
}
