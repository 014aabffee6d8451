using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Evaluations.Storage;

/// <summary>投诉 — one complaint, final; what became of it stands in the order it led to.</summary>
internal sealed class ComplaintRow
{
    public required Guid CaseId { get; init; }

    public required Guid ComplaintId { get; init; }

    public required Guid EntryId { get; init; }

    public required ComplaintKind Kind { get; init; }

    public required ServicePlace Place { get; init; }

    public required string Institution { get; init; }

    /// <summary>Division code of the place, for the row scope of staff.</summary>
    public required string Region { get; init; }

    public required string Pack { get; init; }

    public required string Text { get; init; }

    /// <summary>With the text gives the commitment that stands in the fact.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>办件编号 as it was typed: anybody may type anything, so it is in no fact.</summary>
    public string? StatedNumber { get; init; }

    public required string Channel { get; init; }

    public required bool OwnCase { get; init; }

    public Guid? Complainant { get; init; }

    /// <summary>图片, by hash; null where none came with it.</summary>
    public IReadOnlyList<string>? Pictures { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

internal sealed class ComplaintMap : IEntityTypeConfiguration<ComplaintRow>
{
    public void Configure(EntityTypeBuilder<ComplaintRow> builder)
    {
        builder.ToTable("evaluations_complaints");
        builder.HasKey(c => new { c.CaseId, c.ComplaintId });
        builder.Property(c => c.Place).IsJson();
        builder.Property(c => c.Pictures).IsJson();
        builder.HasIndex(c => new { c.Institution, c.ReceivedAt });
        builder.HasIndex(c => c.ComplaintId);
        builder.HasIndex(c => c.ReceivedAt);
    }
}

internal static class ComplaintTable
{
    extension(AppDb db)
    {
        internal DbSet<ComplaintRow> Complaints => db.Set<ComplaintRow>();
    }

    extension(IQueryable<ComplaintRow> complaints)
    {
        /// <summary>The rows somebody may see; <see cref="StaffScope.Covers"/> in SQL.</summary>
        internal IQueryable<ComplaintRow> SeenBy(StaffScope scope)
        {
            if (scope.IsEverything)
            {
                return complaints;
            }

            var mine = scope.Institutions.ToList();
            var below = scope.RegionPrefixes.Select(prefix => prefix + "%").ToList();
            return complaints.Where(c => mine.Contains(c.Institution) || below.Any(like => EF.Functions.Like(c.Region, like)));
        }
    }
}
