using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Catalog.Storage;

/// <summary>导入记录 — who brought which file when, and what came of it. Never deleted.</summary>
internal sealed class Import
{
    public Guid Id { get; set; }

    public ImportKind Kind { get; set; }

    public ImportState State { get; set; }

    public string FileName { get; set; } = "";

    /// <summary>SHA-256 of the file, in hex.</summary>
    public string FileHash { get; set; } = "";

    public int Bytes { get; set; }

    public string StagedBy { get; set; } = "";

    public DateTimeOffset StagedAt { get; set; }

    public string ConfirmedBy { get; set; } = "";

    public DateTimeOffset? ConfirmedAt { get; set; }

    public DateTimeOffset? SavedAt { get; set; }

    /// <summary>When the file itself is forgotten.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    public ImportChoice? Choice { get; set; }

    /// <summary>What the preview promised, bound to file, mapping and the state of the catalogue.</summary>
    public string Confirmation { get; set; } = "";

    public ImportCounts? Promised { get; set; }

    public IReadOnlyList<RejectedCell> Rejected { get; set; } = [];

    public ImportCounts? Result { get; set; }

    /// <summary>Rows dealt with so far.</summary>
    public int Done { get; set; }
}

/// <summary>A piece of a staged file, small enough that writing it never keeps a rating waiting.</summary>
internal sealed class ImportPart
{
    public const int Size = 1024 * 1024;

    public Guid ImportId { get; set; }

    public int Number { get; set; }

    public byte[] Bytes { get; set; } = [];
}

/// <summary>One row that changes with every saved chunk, so that every node notices that its memory is old.</summary>
internal sealed class Stamp
{
    public int Id { get; set; }

    public Guid Version { get; set; }
}

internal sealed class ImportMaps : IEntityTypeConfiguration<Import>, IEntityTypeConfiguration<ImportPart>, IEntityTypeConfiguration<Stamp>
{
    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.ToTable("catalog_imports");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.HasIndex(i => i.StagedAt);
        Json(builder, i => i.Choice);
        Json(builder, i => i.Promised);
        Json(builder, i => i.Result);
        builder.Property(i => i.Rejected).HasConversion<JsonText<IReadOnlyList<RejectedCell>>, JsonComparer<IReadOnlyList<RejectedCell>>>();
    }

    public void Configure(EntityTypeBuilder<ImportPart> builder)
    {
        builder.ToTable("catalog_import_parts");
        builder.HasKey(p => new { p.ImportId, p.Number });
    }

    public void Configure(EntityTypeBuilder<Stamp> builder)
    {
        builder.ToTable("catalog_stamps");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
    }

    private static void Json<T>(EntityTypeBuilder<Import> builder, System.Linq.Expressions.Expression<Func<Import, T?>> property)
        where T : class
        => builder.Property(property).HasConversion<JsonText<T>, JsonComparer<T>>();
}
