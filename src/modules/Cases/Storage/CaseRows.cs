using Haochaping.Cases.Contracts;
using Haochaping.Cases.Domain;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Cases.Storage;

/// <summary>办件 — one case in its newest version.</summary>
internal sealed class CaseRow
{
    public required Guid CaseId { get; init; }

    public required string Source { get; init; }

    public required string CaseNumber { get; init; }

    public required string Region { get; set; }

    public required string Institution { get; set; }

    public required ServicePlace Place { get; set; }

    public required CertificateMedium Certificate { get; set; }

    public Guid? Applicant { get; set; }

    public Guid? Agent { get; set; }

    public required int Version { get; set; }

    public required DateTimeOffset ReportedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>办理服务 — one service of a case, or a node of it.</summary>
internal sealed class ServiceRow
{
    public required Guid CaseId { get; init; }

    public required int ServiceNumber { get; init; }

    /// <summary>SHA-256 (hex) of the last report, so that a re-sent one changes nothing.</summary>
    public required string ReportHash { get; set; }

    public required IReadOnlyList<CaseEvent> Events { get; set; }

    public Guid? Visit { get; set; }

    /// <summary>The batch or theme it is of: its end is the group's to tell.</summary>
    public Guid? GroupId { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>A rating that came with the case, kept as it came.</summary>
    public CollectedRating? Rating { get; set; }

    /// <summary>How many ratings were passed on; a corrected one after a refusal is another round.</summary>
    public int RatingRound { get; set; }

    /// <summary>Why it may not be rated (yet): code of <see cref="Completion"/>.</summary>
    public required string Standing { get; set; }
}

/// <summary>办件版本 — what a case looked like before a correction.</summary>
internal sealed class CaseVersionRow
{
    public required Guid CaseId { get; init; }

    public required int Version { get; init; }

    public required ServicePlace Place { get; init; }

    public required DateTimeOffset ReplacedAt { get; init; }
}

/// <summary>到访 — a person at a window.</summary>
internal sealed class VisitRow
{
    public required Guid CaseId { get; init; }

    public required ServicePlace Place { get; init; }

    public required IReadOnlyList<Guid> Cases { get; init; }

    public required bool TurnedAway { get; init; }

    public Guid? Visitor { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required string ReportHash { get; init; }
}

internal sealed class CaseMaps :
    IEntityTypeConfiguration<CaseRow>, IEntityTypeConfiguration<ServiceRow>, IEntityTypeConfiguration<CaseVersionRow>, IEntityTypeConfiguration<VisitRow>
{
    public void Configure(EntityTypeBuilder<CaseRow> builder)
    {
        builder.ToTable("cases");
        builder.HasKey(c => c.CaseId);
        builder.Property(c => c.Place).IsJson();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => new { c.Institution, c.ReportedAt });
        builder.HasIndex(c => new { c.ReportedAt, c.CaseId });
        builder.HasIndex(c => c.CaseNumber);
    }

    public void Configure(EntityTypeBuilder<ServiceRow> builder)
    {
        builder.ToTable("cases_services");
        builder.HasKey(s => new { s.CaseId, s.ServiceNumber });
        builder.Property(s => s.ReportHash).IsConcurrencyToken();
        builder.Property(s => s.Events).IsJson();
        builder.Property(s => s.Rating).IsJson();
    }

    public void Configure(EntityTypeBuilder<CaseVersionRow> builder)
    {
        builder.ToTable("cases_versions");
        builder.HasKey(v => new { v.CaseId, v.Version });
        builder.Property(v => v.Place).IsJson();
    }

    public void Configure(EntityTypeBuilder<VisitRow> builder)
    {
        builder.ToTable("cases_visits");
        builder.HasKey(v => v.CaseId);
        builder.Property(v => v.Place).IsJson();
        builder.Property(v => v.Cases).IsJson();
    }
}

internal static class CaseTables
{
    extension(AppDb db)
    {
        internal DbSet<CaseRow> Cases => db.Set<CaseRow>();

        internal DbSet<ServiceRow> Services => db.Set<ServiceRow>();

        internal DbSet<CaseVersionRow> CaseVersions => db.Set<CaseVersionRow>();

        internal DbSet<VisitRow> Visits => db.Set<VisitRow>();
    }

    extension(IQueryable<CaseRow> cases)
    {
        /// <summary>The rows somebody may see; <see cref="StaffScope.Covers"/> in SQL.</summary>
        internal IQueryable<CaseRow> SeenBy(StaffScope scope)
        {
            if (scope.IsEverything)
            {
                return cases;
            }

            var mine = scope.Institutions.ToList();
            var below = scope.RegionPrefixes.Select(prefix => prefix + "%").ToList();
            return cases.Where(c => mine.Contains(c.Institution) || below.Any(like => EF.Functions.Like(c.Region, like)));
        }
    }
}
