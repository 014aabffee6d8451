using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Haochaping.Kernel.Facts;

/// <summary>日志条目 — one fact as it stands for ever: the columns repeat what the bytes say, so that it can be found and checked.</summary>
public sealed class JournalEntry
{
    /// <summary>The (lead) case; first part of the key.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Second part of the key, made by the writer, so that a writer recognises its own row after a lost answer.</summary>
    public required Guid EntryId { get; init; }

    /// <summary><c>name@version</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Civil date on which it counts.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>The canonical envelope, UTF-8 JSON; these bytes are the leaf of the log and are never written again.</summary>
    public required byte[] Body { get; init; }
}

/// <summary>待封存 — the small queue of entries that have no place in the log yet.</summary>
public sealed class Unsealed
{
    /// <summary>Order of arrival, given by the store.</summary>
    public long Arrival { get; init; }

    /// <summary>Key of the journal entry.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Key of the journal entry.</summary>
    public required Guid EntryId { get; init; }
}

/// <summary>封存行 — one line of the log: this entry, at this place, with this leaf hash.</summary>
public sealed class LogLine
{
    /// <summary>0-based, without gaps.</summary>
    public required long Position { get; init; }

    /// <summary>Key of the journal entry.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Key of the journal entry.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>RFC 6962 leaf hash of the entry's bytes, 32 bytes.</summary>
    public required byte[] Leaf { get; init; }
}

/// <summary>The envelope around a fact, as it is serialised into <see cref="JournalEntry.Body"/>.</summary>
/// <param name="Entry">Key of the entry.</param>
/// <param name="Case">Lead case.</param>
/// <param name="Type"><c>name@version</c>.</param>
/// <param name="At">When it was recorded, house time.</param>
/// <param name="BusinessDate">Civil date on which it counts.</param>
/// <param name="By">Actor as <c>kind:token</c>.</param>
/// <param name="Fact">The fact.</param>
public sealed record Envelope<TFact>(Guid Entry, Guid Case, string Type, DateTimeOffset At, DateOnly BusinessDate, string By, TFact Fact)
{
    /// <summary>16 random bytes (base64): leaf hashes are public, and without it a guessed fact could be confirmed by its hash.</summary>
    public string Salt { get; init; } = "";
}

/// <summary>The fact types of the house and how they are read back, old versions too.</summary>
public sealed class FactTypes(HouseModel model)
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    private readonly FrozenDictionary<string, (Type Type, Func<long, byte[], Recorded<IFact>> Read)> types = model.Assemblies
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.GetCustomAttribute<FactAttribute>() is not null)
        .ToFrozenDictionary(NameOf, type => (type, typeof(FactTypes).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).CreateDelegate<Func<long, byte[], Recorded<IFact>>>()));

    /// <summary>Every registered type by its journal name.</summary>
    public IReadOnlyDictionary<string, Type> All => types.ToDictionary(t => t.Key, t => t.Value.Type);

    /// <summary>The journal name of a fact type.</summary>
    public static string NameOf(Type type) => Names.GetOrAdd(
        type, static t => t.GetCustomAttribute<FactAttribute>()?.Type ?? throw new InvalidOperationException($"{t.Name} has no [Fact]."));

    /// <summary>The fact of an entry. Throws for bytes that no writer of the house wrote.</summary>
    public Recorded<IFact> Read(long position, JournalEntry entry) => types[entry.Type].Read(position, entry.Body);

    private static Recorded<IFact> Read<TFact>(long position, byte[] body)
        where TFact : IFact
    {
        var e = JsonSerializer.Deserialize<Envelope<TFact>>(body, FactJson.Options)!;
        return new(position, e.Entry, e.At, Actor.Parse(e.By), e.BusinessDate, e.Fact);
    }
}

/// <summary>The journal: state and fact are saved in one transaction, insert-only (ADR 0003).</summary>
public static class JournalWriting
{
    /// <summary>The rows a fact becomes: the entry and its place in the queue to the log.</summary>
    /// <param name="fact">What happened.</param>
    /// <param name="entryId">Key of the entry; the writer's own, so that a repeat is recognised.</param>
    /// <param name="by">Who caused it.</param>
    /// <param name="at">When it is recorded.</param>
    /// <param name="businessDate">Civil date on which it counts; by default that of <paramref name="at"/>.</param>
    public static (JournalEntry Entry, Unsealed Queued) Write<TFact>(TFact fact, Guid entryId, Actor by, DateTimeOffset at, DateOnly? businessDate = null)
        where TFact : IFact
    {
        at = at.ToHouse();
        var date = businessDate ?? at.BusinessDate();
        var type = FactTypes.NameOf(typeof(TFact));
        var body = JsonSerializer.SerializeToUtf8Bytes(new Envelope<TFact>(entryId, fact.CaseId, type, at, date, by.ToString(), fact) { Salt = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)) }, FactJson.Options);
        return (
            new() { CaseId = fact.CaseId, EntryId = entryId, Type = type, At = at, BusinessDate = date, Body = body },
            new() { CaseId = fact.CaseId, EntryId = entryId });
    }

    extension(AppDb db)
    {
        /// <summary>Every fact, once.</summary>
        public DbSet<JournalEntry> Journal => db.Set<JournalEntry>();

        /// <summary>The queue to the log.</summary>
        public DbSet<Unsealed> Unsealed => db.Set<Unsealed>();

        /// <summary>The sealed order.</summary>
        public DbSet<LogLine> Log => db.Set<LogLine>();

        /// <summary>Leaves a fact, to be saved with the state it belongs to.</summary>
        public void Leave<TFact>(TFact fact, Guid entryId, Actor by, DateTimeOffset at, DateOnly? businessDate = null)
            where TFact : IFact
        {
            var (entry, queued) = Write(fact, entryId, by, at, businessDate);
            db.Add(entry);
            db.Add(queued);
        }
    }
}

internal sealed class JournalMap : IEntityTypeConfiguration<JournalEntry>, IEntityTypeConfiguration<Unsealed>, IEntityTypeConfiguration<LogLine>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("journal");
        builder.HasKey(e => new { e.CaseId, e.EntryId });
        builder.Property(e => e.Type).HasMaxLength(80);
    }

    public void Configure(EntityTypeBuilder<Unsealed> builder)
    {
        builder.ToTable("unsealed");
        builder.HasKey(e => e.Arrival);
        builder.Property(e => e.Arrival).ValueGeneratedOnAdd();
    }

    public void Configure(EntityTypeBuilder<LogLine> builder)
    {
        builder.ToTable("log");
        builder.HasKey(e => e.Position);
        builder.Property(e => e.Position).ValueGeneratedNever();
        builder.HasIndex(e => new { e.CaseId, e.EntryId }).IsUnique();
    }
}
