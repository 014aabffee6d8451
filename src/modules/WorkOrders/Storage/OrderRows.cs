using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.WorkOrders.Storage;

internal sealed class OrderMap : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("work_orders");
        builder.HasKey(o => new { o.CaseId, o.Id });
        builder.HasIndex(o => o.Id);
        builder.HasIndex(o => o.Number);
        builder.HasIndex(o => o.CaseNumber);
        builder.HasIndex(o => new { o.Holder, o.State, o.Due });
        builder.HasIndex(o => new { o.Unit, o.State, o.Due });
        builder.HasIndex(o => new { o.Turn, o.Due, o.Id });
        builder.HasIndex(o => new { o.Hall, o.State });
        builder.HasIndex(o => o.NextExpiry);
        builder.HasIndex(o => o.Calendar);
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.Property(o => o.About).HasConversion<JsonText<OrderFacts>, JsonComparer<OrderFacts>>();
        builder.Property(o => o.Route).HasConversion<JsonText<IReadOnlyList<Desk>>, JsonComparer<IReadOnlyList<Desk>>>();
        builder.Property(o => o.Clocks).HasConversion<JsonText<IReadOnlyList<OrderClock>>, JsonComparer<IReadOnlyList<OrderClock>>>();
        builder.Property(o => o.Subtasks).HasConversion<JsonText<IReadOnlyList<Subtask>>, JsonComparer<IReadOnlyList<Subtask>>>();
        builder.Property(o => o.SharedWith).UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.Property(o => o.OwedBy).UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.Property(o => o.Number).HasMaxLength(40);
        builder.Property(o => o.CaseNumber).HasMaxLength(120);
        builder.Property(o => o.State).HasMaxLength(16);
        builder.Property(o => o.Turn).HasMaxLength(16).UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.Property(o => o.Officer).HasMaxLength(64);
        builder.Ignore(o => o.At);
        builder.Ignore(o => o.Lead);
        builder.Ignore(o => o.CoHandlers);
    }
}

internal static class OrderRows
{
    extension(AppDb db)
    {
        /// <summary>Every order.</summary>
        internal DbSet<Order> Orders => db.Set<Order>();

        /// <summary>Every line of every trace.</summary>
        internal DbSet<TraceEntry> OrderTrace => db.Set<TraceEntry>();
    }

    extension(IQueryable<Order> orders)
    {
        /// <summary>The rows somebody may see; the same rule as <see cref="Order.IsSeenBy"/>, in SQL.</summary>
        internal IQueryable<Order> SeenBy(StaffScope scope)
        {
            if (scope.IsEverything)
            {
                return orders;
            }

            var mine = scope.Institutions.ToList();
            var below = scope.RegionPrefixes.Select(prefix => prefix + "%").ToList();
            var marks = Subtask.Marks(scope);
            return orders.Where(o =>
                mine.Contains(o.Holder) || mine.Contains(o.Unit) || mine.Contains(o.Sender) || (o.SharedWith != "" && marks.Any(mark => o.SharedWith.Contains(mark)))
                || below.Any(like => EF.Functions.Like(o.HolderRegion, like) || EF.Functions.Like(o.UnitRegion, like)));
        }

        /// <summary>Those that wait for somebody to act; the same rights as <see cref="Hand.May"/>, in SQL, and what its superior was warned of.</summary>
        internal IQueryable<Order> WaitingFor(Hand hand, IQueryable<Order> warned)
        {
            var (handles, supervises, passes) = (hand.Handles, hand.Supervises, hand.Handles || hand.Supervises || hand.Dispatches);
            var everywhere = hand.Scope.IsEverything;
            var mine = hand.Scope.Institutions.ToList();
            var below = hand.Scope.RegionPrefixes.Select(prefix => prefix + "%").ToList();
            var marks = Subtask.Marks(hand.Scope);
            return orders.Where(o => o.Turn != Turn.Nobody && (
                ((passes && o.Turn == Turn.Passing) || (handles && (o.Turn == Turn.Handling || o.Turn == Turn.UnitVisit)) || ((supervises || handles) && o.Turn == Turn.Auditing) || (supervises && o.Turn == Turn.Visit))
                    && (everywhere || mine.Contains(o.Holder) || below.Any(like => EF.Functions.Like(o.HolderRegion, like)))
                || handles && o.OwedBy != "" && (everywhere || marks.Any(mark => o.OwedBy.Contains(mark)))
                || supervises && (o.Turn == Turn.Visit || warned.Any(w => w.CaseId == o.CaseId && w.Id == o.Id))
                    && (everywhere || mine.Contains(o.Unit) || below.Any(like => EF.Functions.Like(o.UnitRegion, like)))));
        }
    }
}
