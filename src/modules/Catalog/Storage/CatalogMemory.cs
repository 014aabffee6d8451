using System.Collections.Concurrent;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Storage;

/// <summary>
/// What look-ups have found, remembered until the catalogue changes. An import changes the stamp in the transaction of
/// each chunk; this process forgets at once, other nodes within two seconds.
/// </summary>
internal sealed class CatalogMemory(TimeProvider clock)
{
    private const int Most = 200_000;
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(2);
    private volatile Generation current = new(Guid.Empty);
    private long checkedAt;

    /// <summary>The memory of the catalogue as it is now.</summary>
    public async Task<Generation> RecallAsync(AppDb db, CancellationToken cancel)
    {
        if (current.Stamp == Guid.Empty || clock.GetElapsedTime(Volatile.Read(ref checkedAt)) > Trust || current.Size > Most)
        {
            var stamp = await db.Stamps.AsNoTracking().Where(s => s.Id == 1).Select(s => s.Version).FirstOrDefaultAsync(cancel);
            Volatile.Write(ref checkedAt, clock.GetTimestamp());
            if (stamp != current.Stamp || stamp == Guid.Empty || current.Size > Most)
            {
                current = new Generation(stamp);
            }
        }

        return current;
    }

    /// <summary>Called after a chunk is saved.</summary>
    public void Forget() => current = new Generation(Guid.Empty);

    /// <summary>Changes the stamp in the transaction that is about to be saved.</summary>
    public async Task TouchAsync(AppDb db, CancellationToken cancel)
    {
        if (await db.Stamps.FirstOrDefaultAsync(s => s.Id == 1, cancel) is not { } stamp)
        {
            db.Add(stamp = new Stamp { Id = 1 });
        }

        stamp.Version = Ids.New(clock);
    }

    /// <summary>Everything found under one stamp. “Nothing there” is remembered too.</summary>
    internal sealed class Generation(Guid stamp)
    {
        private readonly ConcurrentDictionary<(Type Sort, object Key), object?> found = new();

        public Guid Stamp => stamp;

        public int Size => found.Count;

        /// <summary>Answers from memory, and loads what is missing in one go.</summary>
        public async Task<Dictionary<TKey, TValue>> GetAsync<TKey, TValue>(
            IReadOnlyCollection<TKey> keys, Func<IReadOnlyList<TKey>, Task<Dictionary<TKey, TValue>>> load)
            where TKey : notnull
            where TValue : class
        {
            var missing = keys.Where(k => !found.ContainsKey((typeof(TValue), k))).Distinct().ToList();
            foreach (var chunk in missing.Chunk(500))
            {
                var loaded = await load(chunk);
                foreach (var key in chunk)
                {
                    found[(typeof(TValue), key)] = loaded.GetValueOrDefault(key);
                }
            }

            return keys.Distinct()
                .Select(k => (Key: k, Value: found.GetValueOrDefault((typeof(TValue), k)) as TValue))
                .Where(p => p.Value is not null)
                .ToDictionary(p => p.Key, p => p.Value!);
        }
    }
}
