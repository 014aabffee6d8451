using Haochaping.Kernel.Data;
using Haochaping.Notifications.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Notifications.Storage;

/// <summary>发件箱 — one message and where it stands.</summary>
internal sealed class OutboxMessage
{
    public required Guid CaseId { get; init; }

    public required Guid Id { get; init; }

    /// <summary>By what the gateway recognises a double: the id, until a person sends again what the gateway had accepted.</summary>
    public required Guid GatewayKey { get; set; }

    public required Guid Recipient { get; init; }

    public required string Purpose { get; init; }

    public required string Text { get; init; }

    /// <summary>Opens a page to whoever holds it, so it goes once the message has arrived.</summary>
    public string? Link { get; set; }

    /// <summary>A code somebody is waiting for, sealed by data protection; gone once it is sent. Its presence makes the message urgent.</summary>
    public string? Secret { get; set; }

    public required DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public MessageState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>Queued: when it is due. Sending: until when its node may take. Else: since when it stands as it does.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public string? Error { get; set; }

    public string? ProviderId { get; set; }

    /// <summary>Keyed hash of the phone it went to, by which a reply finds it.</summary>
    public Guid? PhoneMark { get; set; }
}

/// <summary>退订 — a phone that wants no invitations any more.</summary>
internal sealed class OptOutRow
{
    public required Guid PhoneMark { get; init; }

    public required DateTimeOffset Since { get; init; }
}

internal sealed class OutboxMap : IEntityTypeConfiguration<OutboxMessage>, IEntityTypeConfiguration<OptOutRow>
{
    public void Configure(EntityTypeBuilder<OptOutRow> builder)
    {
        builder.ToTable("notifications_opt_outs");
        builder.HasKey(o => o.PhoneMark);
    }

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("notifications_outbox");
        builder.HasKey(m => new { m.CaseId, m.Id });
        builder.HasIndex(m => new { m.State, m.DueAt });
        builder.HasIndex(m => m.GatewayKey);
        builder.HasIndex(m => new { m.PhoneMark, m.QueuedAt });
        builder.Property(m => m.State).HasMaxLength(16);
        builder.Property(m => m.Purpose).HasMaxLength(40);
        builder.Property(m => m.Text).HasMaxLength(300);
        builder.Property(m => m.Link).HasMaxLength(300);
        builder.Property(m => m.Secret).HasMaxLength(400);
        builder.Property(m => m.Error).HasMaxLength(60);
        builder.Property(m => m.ProviderId).HasMaxLength(80);
    }
}

internal static class OutboxRows
{
    extension(AppDb db)
    {
        /// <summary>Every message.</summary>
        internal DbSet<OutboxMessage> Outbox => db.Set<OutboxMessage>();

        /// <summary>Every phone that opted out.</summary>
        internal DbSet<OptOutRow> OptOuts => db.Set<OptOutRow>();
    }
}
