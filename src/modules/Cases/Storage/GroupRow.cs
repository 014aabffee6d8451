using Haochaping.Cases.Contracts;
using Haochaping.Cases.Domain;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Cases.Storage;

/// <summary>合并评价 — the cases of a batch or theme, until all of them are at their end.</summary>
internal sealed class GroupRow
{
    public required Guid CaseId { get; init; }

    public required GroupKind Kind { get; init; }

    public required ServicePlace Place { get; init; }

    /// <summary>How many cases were filed.</summary>
    public required int Size { get; init; }

    /// <summary>In the order in which they came.</summary>
    public required IReadOnlyList<GroupMember> Members { get; set; }

    /// <summary>When the receipt of a batch was told as one stage.</summary>
    public DateTimeOffset? ReceiptToldAt { get; set; }

    /// <summary>When its end was told, or it was dissolved.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Two cases that end in the same moment meet here: the second looks again.</summary>
    public required int Version { get; set; }

    public GroupSoFar SoFar => new(Place, Size, Members);
}

internal sealed class GroupMap : IEntityTypeConfiguration<GroupRow>
{
    public void Configure(EntityTypeBuilder<GroupRow> builder)
    {
        builder.ToTable("cases_groups");
        builder.HasKey(g => g.CaseId);
        builder.Ignore(g => g.SoFar);
        builder.Property(g => g.Place).IsJson();
        builder.Property(g => g.Members).IsJson();
        builder.Property(g => g.Version).IsConcurrencyToken();
    }
}

internal static class GroupTable
{
    extension(AppDb db)
    {
        internal DbSet<GroupRow> Groups => db.Set<GroupRow>();
    }
}
