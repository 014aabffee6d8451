using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.WorkOrders.Storage;

/// <summary>时限重算 — a calendar change whose effect on running clocks is being worked off, batch by batch; done rows stay as a record.</summary>
internal sealed class ClockSweep
{
    /// <summary>变更序号 of the calendar.</summary>
    public required int Revision { get; init; }

    /// <summary>Limits that had ended by then stay as they were.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The notice as pages cite it.</summary>
    public required string Notice { get; init; }

    public DateTimeOffset? DoneAt { get; set; }
}

internal sealed class ClockSweepMap : IEntityTypeConfiguration<ClockSweep>
{
    public void Configure(EntityTypeBuilder<ClockSweep> builder)
    {
        builder.ToTable("work_order_sweeps");
        builder.HasKey(s => s.Revision);
        builder.Property(s => s.Revision).ValueGeneratedNever();
    }
}

internal static class ClockSweepTable
{
    extension(AppDb db)
    {
        internal DbSet<ClockSweep> ClockSweeps => db.Set<ClockSweep>();

        /// <summary>Whether every clock stands as this calendar says: only then may any of them be flagged.</summary>
        internal async Task<bool> AreClocksSweptAsync(int revision, CancellationToken cancel) =>
            (revision == 0 || await db.ClockSweeps.AnyAsync(s => s.Revision >= revision && s.DoneAt != null, cancel))
            && !await db.ClockSweeps.AnyAsync(s => s.DoneAt == null, cancel);
    }
}
