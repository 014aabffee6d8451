using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Evaluations.Storage;

/// <summary>窗口重算 — a calendar change whose effect on open windows is being worked off, batch by batch; done rows stay as a record.</summary>
internal sealed class WindowSweep
{
    /// <summary>变更序号 of the calendar.</summary>
    public required int Revision { get; init; }

    /// <summary>Windows that had ended by then stay as they were.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The notice as pages cite it.</summary>
    public required string Notice { get; init; }

    public DateTimeOffset? DoneAt { get; set; }
}

internal sealed class WindowSweepMap : IEntityTypeConfiguration<WindowSweep>
{
    public void Configure(EntityTypeBuilder<WindowSweep> builder)
    {
        builder.ToTable("evaluations_sweeps");
        builder.HasKey(s => s.Revision);
        builder.Property(s => s.Revision).ValueGeneratedNever();
    }
}

internal static class WindowSweepTable
{
    extension(AppDb db)
    {
        internal DbSet<WindowSweep> WindowSweeps => db.Set<WindowSweep>();

        /// <summary>Whether every window stands as this calendar says: only then may any of them be closed.</summary>
        internal async Task<bool> IsSweptAsync(int revision, CancellationToken cancel) =>
            (revision == 0 || await db.WindowSweeps.AnyAsync(s => s.Revision >= revision && s.DoneAt != null, cancel))
            && !await db.WindowSweeps.AnyAsync(s => s.DoneAt == null, cancel);
    }
}
