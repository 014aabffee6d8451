using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Evaluations.Storage;

/// <summary>方言 — a way of speaking that the rating page can be heard in.</summary>
internal sealed class DialectRow
{
    /// <summary>Derived from the name.</summary>
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The key of a name.</summary>
    public static Guid KeyOf(string name) => Ids.Derive("dialect", name);
}

/// <summary>朗读录音 — one phrase in one dialect, found by the hash of its content.</summary>
internal sealed class RecordingRow
{
    public required Guid Dialect { get; init; }

    /// <summary><c>question</c>, or <c>5</c> to <c>1</c>.</summary>
    public required string Phrase { get; init; }

    /// <summary>SHA-256 in hex.</summary>
    public required string Hash { get; set; }

    /// <summary>Media type.</summary>
    public required string Type { get; set; }

    public required byte[] Content { get; set; }
}

internal sealed class RecordingMaps : IEntityTypeConfiguration<DialectRow>, IEntityTypeConfiguration<RecordingRow>
{
    public void Configure(EntityTypeBuilder<DialectRow> builder)
    {
        builder.ToTable("evaluations_dialects");
        builder.HasKey(d => d.Id);
    }

    public void Configure(EntityTypeBuilder<RecordingRow> builder)
    {
        builder.ToTable("evaluations_recordings");
        builder.HasKey(r => new { r.Dialect, r.Phrase });
        builder.HasIndex(r => r.Hash);
        builder.HasOne<DialectRow>().WithMany().HasForeignKey(r => r.Dialect);
    }
}

internal static class RecordingTables
{
    extension(AppDb db)
    {
        internal DbSet<DialectRow> Dialects => db.Set<DialectRow>();

        internal DbSet<RecordingRow> Recordings => db.Set<RecordingRow>();
    }
}
