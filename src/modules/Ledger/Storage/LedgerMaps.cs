using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Ledger.Storage;

/// <summary>散列块 — one tile of the tree; it grows until it has 256 hashes and never changes again.</summary>
internal sealed class TileRow
{
    public required int Level { get; init; }

    /// <summary>0-based place within the level (“index” is a reserved word in SQL).</summary>
    public required long Ordinal { get; init; }

    /// <summary>1 to 256 hashes of 32 bytes.</summary>
    public required byte[] Hashes { get; set; }
}

/// <summary>校验点 — one signed state of the log. The columns repeat what the note says, so that it can be found.</summary>
internal sealed class CheckpointRow
{
    /// <summary>0-based, without gaps: a lost checkpoint leaves a hole.</summary>
    public required long Number { get; init; }

    public required long Size { get; init; }

    public required byte[] Root { get; init; }

    /// <summary>When it was signed, as the note's timed signature says: whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the house key whose derived keys signed.</summary>
    public required string SignedBy { get; init; }

    /// <summary>The signed note; witnesses' lines may be added later.</summary>
    public required string Note { get; set; }
}

internal sealed class TileMap : IEntityTypeConfiguration<TileRow>
{
    public void Configure(EntityTypeBuilder<TileRow> builder)
    {
        builder.ToTable("ledger_tiles");
        builder.HasKey(t => new { t.Level, t.Ordinal });
    }
}

internal sealed class CheckpointMap : IEntityTypeConfiguration<CheckpointRow>
{
    public void Configure(EntityTypeBuilder<CheckpointRow> builder)
    {
        builder.ToTable("ledger_checkpoints");
        builder.HasKey(c => c.Number);
        builder.Property(c => c.Number).ValueGeneratedNever();
        builder.HasIndex(c => c.Size).IsUnique();
        builder.Property(c => c.SignedBy).HasMaxLength(16);
    }
}
