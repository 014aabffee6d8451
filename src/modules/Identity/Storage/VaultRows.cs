using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Identity.Storage;

/// <summary>One person, sealed. Without this row the person is gone: the key stands nowhere else.</summary>
internal sealed class VaultPerson
{
    public required Guid Token { get; init; }

    /// <summary>Which vault key wraps the person's own.</summary>
    public required string KeyId { get; init; }

    public required byte[] WrappedKey { get; init; }

    public required byte[] Data { get; set; }

    /// <summary>Counts corrections; two that meet collide instead of losing one.</summary>
    public required int Version { get; set; }

    public required DateTimeOffset SealedAt { get; init; }
}

/// <summary>A known text sealed under one key of the key file, to tell the right file from a wrong one.</summary>
internal sealed class VaultCheckText
{
    public required string Purpose { get; init; }

    public required string KeyId { get; init; }

    public required byte[] Box { get; init; }
}

/// <summary>One reading of one person.</summary>
internal sealed class AccessRecord
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required Guid Token { get; init; }

    public required Purpose Purpose { get; init; }

    public required Guid CaseId { get; init; }
}

/// <summary>One erased person.</summary>
internal sealed class ErasureRow
{
    public required Guid Token { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }
}

internal sealed class VaultMap :
    IEntityTypeConfiguration<VaultPerson>, IEntityTypeConfiguration<VaultCheckText>, IEntityTypeConfiguration<AccessRecord>, IEntityTypeConfiguration<ErasureRow>
{
    public void Configure(EntityTypeBuilder<VaultPerson> builder)
    {
        builder.ToTable("identity_vault_persons");
        builder.HasKey(p => p.Token);
        builder.Property(p => p.KeyId).HasMaxLength(16);
        builder.Property(p => p.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<VaultCheckText> builder)
    {
        builder.ToTable("identity_vault_checks");
        builder.HasKey(c => new { c.Purpose, c.KeyId });
        builder.Property(c => c.Purpose).HasMaxLength(32);
        builder.Property(c => c.KeyId).HasMaxLength(16);
    }

    public void Configure(EntityTypeBuilder<AccessRecord> builder)
    {
        builder.ToTable("identity_access_log");
        builder.Property(r => r.Actor).HasMaxLength(80);
        builder.Property(r => r.Purpose).HasMaxLength(32);
        builder.HasIndex(r => r.At);
        builder.HasIndex(r => r.Token);
    }

    public void Configure(EntityTypeBuilder<ErasureRow> builder)
    {
        builder.ToTable("identity_erasures");
        builder.HasKey(e => new { e.Token, e.At });
        builder.Property(e => e.Actor).HasMaxLength(80);
        builder.Property(e => e.Reason).HasMaxLength(500);
    }
}

internal static class VaultTables
{
    extension(AppDb db)
    {
        internal DbSet<VaultPerson> VaultPersons => db.Set<VaultPerson>();

        internal DbSet<VaultCheckText> VaultChecks => db.Set<VaultCheckText>();

        internal DbSet<AccessRecord> AccessLog => db.Set<AccessRecord>();

        internal DbSet<ErasureRow> Erasures => db.Set<ErasureRow>();
    }
}
