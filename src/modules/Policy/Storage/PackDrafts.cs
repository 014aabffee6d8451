using Haochaping.Kernel.Data;
using Haochaping.Policy.Domain.Drafts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Policy.Storage;

internal sealed class PackDraftMap : IEntityTypeConfiguration<PackDraft>
{
    public void Configure(EntityTypeBuilder<PackDraft> builder)
    {
        builder.ToTable("policy_drafts");
        builder.HasKey(d => d.Id);
        builder.HasIndex(d => d.State);
        builder.Property(d => d.State).HasMaxLength(16);
        builder.Property(d => d.PackId).HasMaxLength(40);
        builder.Property(d => d.Base).HasMaxLength(80);
        builder.Property(d => d.Signer).HasMaxLength(200);
        builder.Property(d => d.Approver).HasMaxLength(80);
        builder.Property(d => d.Notes).IsJson();
        builder.Property(d => d.Rehearsal).HasConversion<JsonText<DraftRehearsal>, JsonComparer<DraftRehearsal>>();
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.Ignore(d => d.Hash).Ignore(d => d.FileName).Ignore(d => d.Source).Ignore(d => d.Rehearsed);
    }
}

internal static class DraftTables
{
    extension(AppDb db)
    {
        internal DbSet<PackDraft> PackDrafts => db.Set<PackDraft>();
    }
}
