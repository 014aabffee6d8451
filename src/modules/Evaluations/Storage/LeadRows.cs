using Haochaping.Cases.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Evaluations.Storage;

/// <summary>线索 — that a text went to the discipline channel; the text stays where it was written.</summary>
internal sealed class LeadRow
{
    public required Guid CaseId { get; init; }

    /// <summary>The rating act, or the complaint.</summary>
    public required Guid Said { get; init; }

    public required ServicePlace Place { get; init; }

    public required string Institution { get; init; }

    public required string Region { get; init; }

    public required DateTimeOffset FlaggedAt { get; init; }

    /// <summary>Who, as <c>Actor.ToString()</c>.</summary>
    public required string FlaggedBy { get; init; }

    public string? Note { get; init; }

    /// <summary>With the note gives the commitment that stands in the fact.</summary>
    public byte[]? Salt { get; init; }
}

internal sealed class LeadMap : IEntityTypeConfiguration<LeadRow>
{
    public void Configure(EntityTypeBuilder<LeadRow> builder)
    {
        builder.ToTable("evaluations_leads");
        builder.HasKey(l => new { l.CaseId, l.Said });
        builder.Property(l => l.Place).IsJson();
        builder.HasIndex(l => l.FlaggedAt);
    }
}

internal static class LeadTable
{
    extension(AppDb db)
    {
        internal DbSet<LeadRow> Leads => db.Set<LeadRow>();

        /// <summary>Whether only the discipline channel reads it.</summary>
        internal Task<bool> IsLeadAsync(Guid caseId, Guid said, CancellationToken cancel) => db.Leads.AnyAsync(l => l.CaseId == caseId && l.Said == said, cancel);
    }

    extension(IQueryable<LeadRow> leads)
    {
        /// <summary>The rows somebody may see; <see cref="StaffScope.Covers"/> in SQL.</summary>
        internal IQueryable<LeadRow> SeenBy(StaffScope scope)
        {
            if (scope.IsEverything)
            {
                return leads;
            }

            var mine = scope.Institutions.ToList();
            var below = scope.RegionPrefixes.Select(prefix => prefix + "%").ToList();
            return leads.Where(l => mine.Contains(l.Institution) || below.Any(like => EF.Functions.Like(l.Region, like)));
        }
    }
}
