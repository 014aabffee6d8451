using Haochaping.Catalog.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Channels.Storage;

/// <summary>场所码 — the registration of the code of one window or hall; only its newest edition lives.</summary>
internal sealed record PlaceCodeRow
{
    /// <summary>Derived from the place.</summary>
    public required Guid Id { get; init; }

    /// <summary>Code of the hall, or of the institution for a counter outside halls.</summary>
    public required string Place { get; init; }

    /// <summary>Number of the window; empty for the hall itself.</summary>
    public required string Number { get; init; }

    public required string? Hall { get; init; }

    public required string Institution { get; init; }

    public required int Edition { get; init; }

    /// <summary>When this edition was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The key of a place's registration.</summary>
    public static Guid KeyOf(WindowKey place) => Ids.Derive("place-code", place.Place, place.Number);
}

internal sealed class PlaceCodeMaps : IEntityTypeConfiguration<PlaceCodeRow>
{
    public void Configure(EntityTypeBuilder<PlaceCodeRow> builder)
    {
        builder.ToTable("channels_place_codes");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Edition).IsConcurrencyToken(); // two who replace at once: one of them has
    }
}

internal static class PlaceCodeTables
{
    extension(AppDb db)
    {
        internal DbSet<PlaceCodeRow> PlaceCodes => db.Set<PlaceCodeRow>();
    }
}
