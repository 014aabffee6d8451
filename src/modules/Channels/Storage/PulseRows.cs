using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Channels.Storage;

/// <summary>渠道脉搏 — how many ratings came by a channel in an hour; probes are not counted. Made of facts: delete rows and cursor to count anew.</summary>
internal sealed class PulseRow
{
    /// <summary>Channel code as the pack spells it.</summary>
    public required string Channel { get; init; }

    /// <summary>Business day of the receipt.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>0 to 23, in house time.</summary>
    public required int Hour { get; init; }

    public int Count { get; set; }
}

internal sealed class PulseMaps : IEntityTypeConfiguration<PulseRow>
{
    public void Configure(EntityTypeBuilder<PulseRow> builder)
    {
        builder.ToTable("channels_pulse");
        builder.HasKey(p => new { p.Channel, p.Day, p.Hour });
        builder.HasIndex(p => p.Day);
    }
}

internal static class PulseTables
{
    extension(AppDb db)
    {
        internal DbSet<PulseRow> Pulse => db.Set<PulseRow>();
    }
}
