using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Identity.Storage;

/// <summary>密封文件 — one picture or scan of one journal entry.</summary>
internal sealed class FileRow
{
    public required Guid CaseId { get; init; }

    /// <summary>The entry whose fact names it.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>SHA-256 of the content in hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Media type.</summary>
    public required string Type { get; init; }

    /// <summary>Which vault key seals it.</summary>
    public required string KeyId { get; init; }

    /// <summary>The content, sealed to the key of this row.</summary>
    public required byte[] Box { get; init; }

    public required DateTimeOffset StoredAt { get; init; }
}

/// <summary>限次 — tries that are counted together.</summary>
internal sealed class LimitRow
{
    /// <summary>Keyed hash of what is limited.</summary>
    public required Guid Id { get; init; }

    public required int Tries { get; set; }

    /// <summary>First instant at which the count begins anew.</summary>
    public required DateTimeOffset Until { get; set; }
}

internal sealed class FileMaps : IEntityTypeConfiguration<FileRow>, IEntityTypeConfiguration<LimitRow>
{
    public void Configure(EntityTypeBuilder<FileRow> builder)
    {
        builder.ToTable("identity_files");
        builder.HasKey(f => new { f.CaseId, f.EntryId, f.Hash });
        builder.Property(f => f.Hash).HasMaxLength(64);
        builder.Property(f => f.Type).HasMaxLength(40);
        builder.Property(f => f.KeyId).HasMaxLength(16);
        builder.HasIndex(f => f.StoredAt);
    }

    public void Configure(EntityTypeBuilder<LimitRow> builder)
    {
        builder.ToTable("identity_limits");
        builder.HasKey(l => l.Id);
        builder.HasIndex(l => l.Until);
    }
}

internal static class FileTables
{
    extension(AppDb db)
    {
        internal DbSet<FileRow> Files => db.Set<FileRow>();

        internal DbSet<LimitRow> Limits => db.Set<LimitRow>();
    }

    extension(IQueryable<FileRow> files)
    {
        /// <summary>Those whose entry was not written.</summary>
        internal IQueryable<FileRow> WithoutEntry(IQueryable<JournalEntry> journal) => files.Where(f => !journal.Any(j => j.CaseId == f.CaseId && j.EntryId == f.EntryId));
    }
}
