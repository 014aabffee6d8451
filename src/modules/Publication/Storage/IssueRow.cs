using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Publication.Storage;

/// <summary>期 — one published issue; inserted once, never updated. Its body is what everyone downloads, byte by byte.</summary>
internal sealed class IssueRow
{
    /// <summary>From 1, without gaps; whoever inserts it first has the number.</summary>
    public required int Number { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required bool Final { get; init; }

    public required int? Replaces { get; init; }

    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>SHA-256 of the body, lower-case hex.</summary>
    public required string Hash { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Key of an issue in the journal.</summary>
    public static Guid IdOf(int number) => Ids.Derive("issue", number.ToString());
}

internal sealed class IssueMap : IEntityTypeConfiguration<IssueRow>
{
    public void Configure(EntityTypeBuilder<IssueRow> builder)
    {
        builder.ToTable("publication_issues");
        builder.HasKey(i => i.Number);
        builder.Property(i => i.Number).ValueGeneratedNever();
    }
}

/// <summary>The module's table.</summary>
internal static class PublicationTables
{
    extension(AppDb db)
    {
        internal DbSet<IssueRow> Issues => db.Set<IssueRow>();
    }
}
