using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.WorkOrders.Storage;

internal sealed class CallBackMap : IEntityTypeConfiguration<CallBackDraw>, IEntityTypeConfiguration<CallBack>
{
    public void Configure(EntityTypeBuilder<CallBackDraw> builder)
    {
        builder.ToTable("work_order_draws");
        builder.HasKey(d => d.Id);
        builder.HasIndex(d => new { d.DrawnAt, d.To });
        builder.Property(d => d.Region).HasMaxLength(12);
        builder.Property(d => d.AnnouncedBy).HasMaxLength(80);
        builder.Ignore(d => d.Commitment);
    }

    public void Configure(EntityTypeBuilder<CallBack> builder)
    {
        builder.ToTable("work_order_call_backs");
        builder.HasKey(c => new { c.Draw, c.OrderId });
        builder.Property(c => c.CalledBy).HasMaxLength(80);
        builder.Property(c => c.CalledAt).IsConcurrencyToken();
    }
}

internal static class CallBackTables
{
    extension(AppDb db)
    {
        internal DbSet<CallBackDraw> CallBackDraws => db.Set<CallBackDraw>();

        internal DbSet<CallBack> CallBacks => db.Set<CallBack>();
    }

    extension(IQueryable<CallBackDraw> draws)
    {
        /// <summary>Those of somebody's own regions.</summary>
        internal IQueryable<CallBackDraw> SeenBy(StaffScope scope)
        {
            var below = scope.RegionPrefixes.Select(prefix => prefix + "%").ToList();
            return scope.IsEverything ? draws : draws.Where(d => below.Any(like => EF.Functions.Like(d.Region, like)));
        }
    }
}
