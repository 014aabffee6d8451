using System.Buffers.Binary;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Ledger.Contracts;

/// <summary>
/// 逐案核验 — walks facts and rows of a module side by side. Case keys are hashes, so equal parts of their space hold about equally
/// many: each part is small enough for memory and comes from one range of the key's index. Facts that wait unsealed count as facts.
/// </summary>
/// <param name="db">To compose queries with.</param>
/// <param name="rows">The moment of the store that is being verified.</param>
/// <param name="types">How facts are read back.</param>
/// <param name="found">Called for each fault.</param>
public sealed class CaseWalk(AppDb db, RawRows rows, FactTypes types, Action<Fault> found)
{
    private const int EntriesAtOnce = 8192;

    /// <summary>Every case of the store once, with its facts of the wanted types in the order in which they happened.</summary>
    public async IAsyncEnumerable<CasePage> PagesAsync(IReadOnlyCollection<Type> wanted, [EnumeratorCancellation] CancellationToken cancel)
    {
        var parts = 1 + (await db.Journal.LongCountAsync(cancel) / EntriesAtOnce);
        foreach (var range in CaseRange.Split(parts))
        {
            yield return new CasePage(range, rows, await FactsAsync(range, wanted, cancel), found);
        }
    }

    private async Task<ILookup<Guid, Recorded<IFact>>> FactsAsync(CaseRange range, IReadOnlyCollection<Type> wanted, CancellationToken cancel)
    {
        var names = wanted.Select(FactTypes.NameOf).ToList();
        var query = range.Of(db.Journal, e => e.CaseId).Where(e => names.Contains(e.Type))
            .LeftJoin(db.Log, e => new { e.CaseId, e.EntryId }, l => new { l.CaseId, l.EntryId }, (e, l) => new { Entry = e, Position = (long?)l!.Position })
            .LeftJoin(
                db.Unsealed, e => new { e.Entry.CaseId, e.Entry.EntryId }, u => new { u.CaseId, u.EntryId },
                (e, u) => new { e.Entry.EntryId, e.Entry.Type, e.Entry.Body, e.Position, Arrival = (long?)u!.Arrival });
        var facts = new List<(Recorded<IFact> Fact, long Arrival)>();
        await foreach (var cells in rows.ReadAsync(query, cancel))
        {
            if (Read(cells[0].Guid, cells[1].Text, cells[2].Bytes, cells[3].Number ?? long.MaxValue) is { } fact)
            {
                facts.Add((fact, cells[4].Number ?? 0));
            }
        }

        return facts.OrderBy(f => f.Fact.Position).ThenBy(f => f.Arrival).Select(f => f.Fact).DistinctBy(f => f.EntryId).ToLookup(f => f.Fact.CaseId);
    }

    // What cannot be read is told by the ledger's own passes; here it is as if the fact were not there.
    private Recorded<IFact>? Read(Guid? entry, string? type, byte[]? body, long position)
    {
        try
        {
            var read = types.Read(position, new() { CaseId = default, EntryId = entry ?? default, Type = type ?? "", At = default, BusinessDate = default, Body = body ?? [] });
            return read.Fact is null ? null : read;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null;
        }
    }
}

/// <summary>键段 — a part of the space of keys; the first and the last part take what is no key at all.</summary>
/// <param name="From">First key that belongs to it; null for the first part.</param>
/// <param name="Below">First key that does not; null for the last part.</param>
public sealed record CaseRange(Guid? From, Guid? Below)
{
    /// <summary>Equal parts of the whole space.</summary>
    public static IEnumerable<CaseRange> Split(long parts)
    {
        for (var part = 0L; part < parts; part++)
        {
            yield return new(part == 0 ? null : Edge(part, parts), part == parts - 1 ? null : Edge(part + 1, parts));
        }
    }

    /// <summary>The rows whose key lies in it.</summary>
    public IQueryable<T> Of<T>(IQueryable<T> rows, Expression<Func<T, Guid>> key)
    {
        var of = From is null ? rows : rows.Where(Compared(key, Expression.GreaterThanOrEqual, nameof(From)));
        return Below is null ? of : of.Where(Compared(key, Expression.LessThan, nameof(Below)));
    }

    /// <summary>Whether a key lies in it, as the stores order keys: byte by byte.</summary>
    public bool Has(Guid key) => (From is null || key >= From) && (Below is null || key < Below);

    // A property of this record, so that the edge becomes a parameter and the query is translated once.
    private Expression<Func<T, bool>> Compared<T>(Expression<Func<T, Guid>> key, Func<Expression, Expression, Expression> compare, string edge) =>
        Expression.Lambda<Func<T, bool>>(compare(key.Body, Expression.Property(Expression.Property(Expression.Constant(this), edge), nameof(Nullable<>.Value))), key.Parameters);

    private static Guid Edge(long part, long parts)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)((UInt128)part * (UInt128.One << 64) / (UInt128)parts));
        return new Guid(bytes, bigEndian: true);
    }
}
