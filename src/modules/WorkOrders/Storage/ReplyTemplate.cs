using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.WorkOrders.Storage;

/// <summary>答复模板 — a beginning of a reply that an institution's handlers share; what is sent is what they make of it.</summary>
internal sealed class ReplyTemplate
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLimit = 40;

    public required Guid Id { get; init; }

    /// <summary>Whose, by code.</summary>
    public required string Institution { get; init; }

    public required string Name { get; init; }

    public required string Text { get; set; }
}

internal sealed class ReplyTemplateMap : IEntityTypeConfiguration<ReplyTemplate>
{
    public void Configure(EntityTypeBuilder<ReplyTemplate> builder)
    {
        builder.ToTable("work_order_replies");
        builder.HasKey(t => t.Id);
        builder.HasIndex(t => new { t.Institution, t.Name }).IsUnique();
        builder.Property(t => t.Name).HasMaxLength(ReplyTemplate.NameLimit);
        builder.Property(t => t.Text).HasMaxLength(No.TextLimit);
    }
}

internal static class ReplyTemplateTable
{
    extension(AppDb db)
    {
        internal DbSet<ReplyTemplate> ReplyTemplates => db.Set<ReplyTemplate>();
    }
}
