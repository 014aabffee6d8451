using Haochaping.Exchange.Contracts;
using Haochaping.Exchange.Domain;
using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Exchange.Storage;

/// <summary>函件 — one thing that one side tells the other about an order; each direction counts its own.</summary>
internal sealed class Letter
{
    /// <summary>Lead case of the order; of an order that was refused, derived from its number.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Derived from the fact it tells, or from its number over there: however often it goes or comes, it is one row.</summary>
    public required Guid Id { get; init; }

    public required Guid OrderId { get; init; }

    public required Direction Direction { get; init; }

    public required string Partner { get; init; }

    /// <summary>工单编号 at the side where the order began.</summary>
    public required string Number { get; init; }

    /// <summary>The order began here; both sides may have given the same number to another one.</summary>
    public required bool Ours { get; init; }

    public required int Sequence { get; init; }

    public required OrderWordKind Act { get; set; }

    /// <summary>When what it tells was done.</summary>
    public required DateTimeOffset At { get; set; }

    public required LetterState State { get; set; }

    /// <summary>Commitment of the text: a repeat is known by it.</summary>
    public required string Commitment { get; set; }

    public required byte[] Salt { get; set; }

    /// <summary>What is sent, until the other side has it.</summary>
    public string? Body { get; set; }

    /// <summary>How often it went, or a person or the other side changed what was to become of it.</summary>
    public int Attempts { get; set; }

    /// <summary>Waiting: when it is due. Else: since when it stands as it does.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Since when it is being tried.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>Code of what was wrong last.</summary>
    public string? Error { get; set; }

    /// <summary>回执编号: theirs of what went out, ours of what came in.</summary>
    public string? Receipt { get; set; }

    /// <summary>When a person had looked at what was refused.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>What every fact about it carries.</summary>
    public LetterFacts Facts => new(Id, OrderId, Partner, Number, Ours, Sequence, Act, Commitment);
}

internal sealed class LetterMap : IEntityTypeConfiguration<Letter>
{
    public void Configure(EntityTypeBuilder<Letter> builder)
    {
        builder.ToTable("exchange_letters");
        builder.HasKey(l => new { l.CaseId, l.Id });
        builder.HasIndex(l => new { l.OrderId, l.Partner, l.Number, l.Ours, l.Direction, l.Sequence }).IsUnique();
        builder.HasIndex(l => new { l.Partner, l.Number });
        builder.HasIndex(l => new { l.State, l.DueAt });
        builder.Property(l => l.Attempts).IsConcurrencyToken();
        builder.Property(l => l.Direction).HasMaxLength(8);
        builder.Property(l => l.State).HasMaxLength(16);
        builder.Property(l => l.Act).HasMaxLength(16);
        builder.Property(l => l.Partner).HasMaxLength(60);
        builder.Property(l => l.Number).HasMaxLength(100);
        builder.Property(l => l.Commitment).HasMaxLength(64);
        builder.Property(l => l.Error).HasMaxLength(60);
        builder.Property(l => l.Receipt).HasMaxLength(80);
        builder.Ignore(l => l.Facts);
    }
}

internal static class LetterRows
{
    extension(AppDb db)
    {
        /// <summary>Every letter.</summary>
        internal DbSet<Letter> Letters => db.Set<Letter>();

        /// <summary>Those that wait for a person: failed, or refused and not looked at; not an order that was sent again and taken.</summary>
        internal IQueryable<Letter> OddLetters()
        {
            var all = db.Set<Letter>();
            return all.Where(l => l.State == LetterState.Failed || (l.State == LetterState.Refused && l.SettledAt == null && !all.Any(e => e.Id == l.Id && e.State == LetterState.Applied)));
        }
    }
}
