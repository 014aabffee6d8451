using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Appeals.Storage;

/// <summary>办理记录 — one act on an appeal with what was written; its fact holds a commitment of it.</summary>
internal sealed class AppealLine
{
    public required Guid CaseId { get; init; }

    public required Guid AppealId { get; init; }

    /// <summary>Version of the appeal after the act: one act, one line, one fact.</summary>
    public required int Line { get; init; }

    public required AppealAct Act { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who, as <c>Actor.ToString()</c>; names are looked up when shown.</summary>
    public required string By { get; init; }

    /// <summary>Codes in the words of officials, in order.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    public string? Text { get; init; }

    /// <summary>Salt of the commitment that stands in the fact.</summary>
    public byte[]? Salt { get; init; }
}

/// <summary>情况说明 — a note to a rating that cannot be appealed.</summary>
internal sealed class MitigationRow
{
    public required Guid CaseId { get; init; }

    public required Guid TaskId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public required string Text { get; init; }

    public required byte[] Salt { get; init; }
}

internal sealed class AppealMaps : IEntityTypeConfiguration<Appeal>, IEntityTypeConfiguration<AppealLine>, IEntityTypeConfiguration<MitigationRow>
{
    public void Configure(EntityTypeBuilder<Appeal> builder)
    {
        builder.ToTable("appeals");
        builder.HasKey(a => new { a.CaseId, a.Id });
        builder.HasIndex(a => a.Id);
        builder.HasIndex(a => a.Number);
        builder.HasIndex(a => a.CaseNumber);
        builder.HasIndex(a => new { a.State, a.DecideBy });
        builder.HasIndex(a => a.Due);
        builder.HasIndex(a => new { a.Staff, a.FiledBy });
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.Property(a => a.About).IsJson();
        builder.Property(a => a.Adopted).HasConversion<JsonText<AppealClaim>, JsonComparer<AppealClaim>>();
        builder.Property(a => a.Number).HasMaxLength(40);
        builder.Property(a => a.CaseNumber).HasMaxLength(120);
        builder.Property(a => a.FiledBy).HasMaxLength(80);
        builder.Ignore(a => a.IsFast).Ignore(a => a.IsOpen).Ignore(a => a.WasInTime);
    }

    public void Configure(EntityTypeBuilder<AppealLine> builder)
    {
        builder.ToTable("appeals_trace");
        builder.HasKey(l => new { l.CaseId, l.AppealId, l.Line });
        builder.Property(l => l.By).HasMaxLength(80);
        builder.Property(l => l.Text).HasMaxLength(No.TextLimit);
    }

    public void Configure(EntityTypeBuilder<MitigationRow> builder)
    {
        builder.ToTable("appeals_mitigations");
        builder.HasKey(m => new { m.CaseId, m.TaskId });
        builder.Property(m => m.By).HasMaxLength(80);
        builder.Property(m => m.Text).HasMaxLength(No.TextLimit);
    }
}

internal static class AppealTables
{
    extension(AppDb db)
    {
        internal DbSet<Appeal> Appeals => db.Set<Appeal>();

        internal DbSet<AppealLine> AppealTrace => db.Set<AppealLine>();

        internal DbSet<MitigationRow> Mitigations => db.Set<MitigationRow>();
    }

    extension(IQueryable<Appeal> appeals)
    {
        /// <summary>The rows somebody may see; the same rule as <see cref="Appeal.IsSeenBy"/>, in SQL.</summary>
        internal IQueryable<Appeal> SeenBy(StaffScope scope)
        {
            if (scope.IsEverything)
            {
                return appeals;
            }

            var mine = scope.Institutions.ToList();
            var below = scope.RegionPrefixes.Select(prefix => prefix + "%").ToList();
            var person = scope.Person;
            return appeals.Where(a =>
                (person != null && a.Staff == person) || mine.Contains(a.Institution) || mine.Contains(a.Handling!) || mine.Contains(a.PersonnelUnit!) || mine.Contains(a.DeskCode)
                || below.Any(like => EF.Functions.Like(a.Region, like) || EF.Functions.Like(a.DeskRegion, like)));
        }
    }
}
