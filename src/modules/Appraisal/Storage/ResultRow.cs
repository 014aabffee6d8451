using Haochaping.Appraisal.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Appraisal.Storage;

/// <summary>One result, as its fact says it, with what is asked for in columns.</summary>
internal sealed class ResultRow
{
    public required Guid CaseId { get; init; }

    public required DateOnly Month { get; init; }

    public required string Unit { get; init; }

    public required string Region { get; init; }

    public required string Authority { get; init; }

    public required UnitResult Result { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class ResultMap : IEntityTypeConfiguration<ResultRow>
{
    public void Configure(EntityTypeBuilder<ResultRow> builder)
    {
        builder.ToTable("appraisal_results");
        builder.HasKey(r => r.CaseId);
        builder.Property(r => r.CaseId).ValueGeneratedNever();
        builder.HasIndex(r => new { r.Month, r.Unit }).IsUnique();
        builder.Property(r => r.Result).HasConversion<JsonText<UnitResult>, JsonComparer<UnitResult>>();
    }
}

internal static class ResultRows
{
    extension(AppDb db)
    {
        internal DbSet<ResultRow> Results => db.Set<ResultRow>();
    }

    extension(IQueryable<ResultRow> rows)
    {
        /// <summary>Of one's own unit, of the units one supervises, of one's regions.</summary>
        internal IQueryable<ResultRow> SeenBy(StaffScope scope)
        {
            var (mine, below) = (scope.Institutions.ToList(), scope.RegionPrefixes.Select(prefix => prefix + "%").ToList());
            return scope.IsEverything ? rows : rows.Where(r => mine.Contains(r.Unit) || mine.Contains(r.Authority) || below.Any(like => EF.Functions.Like(r.Region, like)));
        }
    }
}
