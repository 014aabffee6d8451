using Haochaping.Accountability.Contracts;
using Haochaping.Accountability.Domain;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Accountability.Storage;

internal sealed class AlertMap : IEntityTypeConfiguration<Alert>
{
    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.ToTable("accountability_alerts");
        builder.HasKey(a => new { a.CaseId, a.Id });
        builder.HasIndex(a => a.Id);
        builder.HasIndex(a => new { a.Unit, a.RaisedAt });
        builder.HasIndex(a => new { a.State, a.Due });
        builder.HasIndex(a => a.RaisedAt);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.Property(a => a.State).HasMaxLength(16);
        builder.Property(a => a.Concerned).HasMaxLength(260);
        builder.Property(a => a.About).HasConversion<JsonText<AlertFacts>, JsonComparer<AlertFacts>>();
    }
}

internal static class AlertRows
{
    extension(AppDb db)
    {
        internal DbSet<Alert> Alerts => db.Set<Alert>();
    }

    extension(IQueryable<Alert> alerts)
    {
        /// <summary>The rows somebody may see; the same rule as <see cref="Alert.IsSeenBy"/>, in SQL.</summary>
        internal IQueryable<Alert> SeenBy(StaffScope scope)
        {
            var mine = scope.Institutions.ToList();
            var marks = mine.ConvertAll(Alert.Mark);
            alerts = marks.Count == 0 ? alerts : alerts.Where(a => !marks.Any(mark => a.Concerned.Contains(mark)));
            if (scope.IsEverything)
            {
                return alerts;
            }

            var below = scope.RegionPrefixes.Select(prefix => prefix + "%").ToList();
            return alerts.Where(a => mine.Contains(a.Authority) || below.Any(like => EF.Functions.Like(a.Region, like)));
        }
    }
}
