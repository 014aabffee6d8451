using Haochaping.Kernel.Data;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Policy.Storage;

/// <summary>日历版本 — every arrangement of a year that ever held here, imported or shipped. Insert-only.</summary>
internal sealed class CalendarVersion
{
    public required int Year { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    /// <summary>变更序号; null for what was there when the house was opened.</summary>
    public int? Revision { get; init; }

    /// <summary>Imported, so it takes the place of the file.</summary>
    public required bool Imported { get; init; }

    public required string Title { get; init; }

    public string? Number { get; init; }

    public DateOnly? Published { get; init; }

    public string? Url { get; init; }

    /// <summary>The year as <c>CalendarFile</c> writes it.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of the days alone, so that the same arrangement is recognised.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public CalendarVersionView ToView() => new(Year, Version, Imported, new(Title, Number, Published, Url), At, By);
}

internal sealed class CalendarVersionMap : IEntityTypeConfiguration<CalendarVersion>
{
    public void Configure(EntityTypeBuilder<CalendarVersion> builder)
    {
        builder.ToTable("policy_calendars");
        builder.HasKey(v => new { v.Year, v.Version });
        builder.HasIndex(v => v.Revision).IsUnique();
        builder.Property(v => v.Hash).HasMaxLength(64);
        builder.Property(v => v.By).HasMaxLength(80);
    }
}

internal static class CalendarTables
{
    extension(AppDb db)
    {
        internal DbSet<CalendarVersion> CalendarVersions => db.Set<CalendarVersion>();
    }
}
