using Haochaping.Kernel.Data;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.WorkOrders.Storage;

/// <summary>到期预警 — that somebody was told of a limit before it ends.</summary>
internal sealed class OrderWarning
{
    public required Guid CaseId { get; init; }

    /// <summary>Derived from order, step and instant: a limit that moves is told anew.</summary>
    public required Guid Id { get; init; }

    public required Guid OrderId { get; init; }

    public required WarningStep Step { get; init; }

    /// <summary>The first instant that is too late.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Which limits end then.</summary>
    public required IReadOnlyList<Clock> Clocks { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class OrderWarningMap : IEntityTypeConfiguration<OrderWarning>
{
    public void Configure(EntityTypeBuilder<OrderWarning> builder)
    {
        builder.ToTable("work_order_warnings");
        builder.HasKey(w => new { w.CaseId, w.Id });
        builder.HasIndex(w => new { w.OrderId, w.Step });
        builder.Property(w => w.Step).HasMaxLength(16);
        builder.Property(w => w.Clocks).HasConversion<JsonText<IReadOnlyList<Clock>>, JsonComparer<IReadOnlyList<Clock>>>();
    }
}

internal static class OrderWarningTable
{
    extension(AppDb db)
    {
        internal DbSet<OrderWarning> OrderWarnings => db.Set<OrderWarning>();

        /// <summary>Those of which this step, or any, was told that their next limit ends.</summary>
        internal IQueryable<Order> WarnedOrders(WarningStep? step = null) => db.Orders.Where(o => db.Set<OrderWarning>().Any(w => w.CaseId == o.CaseId && w.OrderId == o.Id && (step == null || w.Step == step) && w.ExpiresAt == o.NextExpiry));
    }
}
