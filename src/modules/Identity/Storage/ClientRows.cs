using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Identity.Storage;

/// <summary>接入系统 — a business system that calls the API.</summary>
internal sealed class Client
{
    /// <summary>Twelve hex digits.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required IReadOnlyList<string> Scopes { get; set; }

    public required IReadOnlyList<string> Institutions { get; set; }

    public required IReadOnlyList<string> Regions { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>To the hour.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>One live secret. 256 random bits need no slow hash.</summary>
internal sealed class ClientSecret
{
    public required byte[] Hash { get; init; }

    public required string ClientId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>To the hour: whether anybody still calls with it.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class ClientMap : IEntityTypeConfiguration<Client>, IEntityTypeConfiguration<ClientSecret>
{
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.ToTable("identity_clients");
        builder.Property(c => c.Id).HasMaxLength(12);
        builder.Property(c => c.Name).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<ClientSecret> builder)
    {
        builder.ToTable("identity_client_secrets");
        builder.HasKey(s => s.Hash);
        builder.Property(s => s.ClientId).HasMaxLength(12);
        builder.HasIndex(s => s.ClientId);
    }
}

internal static class ClientTables
{
    extension(AppDb db)
    {
        internal DbSet<Client> Clients => db.Set<Client>();

        internal DbSet<ClientSecret> ClientSecrets => db.Set<ClientSecret>();
    }
}
