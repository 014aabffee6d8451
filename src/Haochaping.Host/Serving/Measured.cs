using System.Diagnostics.Metrics;

namespace Haochaping.Host.Serving;

/// <summary>An instrument with its tags just as they came: found again without writing them out.</summary>
internal sealed record Measured(Instrument Instrument, KeyValuePair<string, object?>[] Tags)
{
    /// <summary>The same, before anything is kept of it.</summary>
    public readonly ref struct Now(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        public Instrument Instrument { get; } = instrument;

        public ReadOnlySpan<KeyValuePair<string, object?>> Tags { get; } = tags;
    }

    /// <summary>Same instrument, same tags in the same order.</summary>
    public sealed class Comparer : IEqualityComparer<Measured>, IAlternateEqualityComparer<Now, Measured>
    {
        public bool Equals(Measured? x, Measured? y) => x is null ? y is null : y is not null && Equals(new Now(x.Instrument, x.Tags), y);

        public int GetHashCode(Measured obj) => GetHashCode(new Now(obj.Instrument, obj.Tags));

        public bool Equals(Now alternate, Measured other)
        {
            if (alternate.Instrument != other.Instrument || alternate.Tags.Length != other.Tags.Length)
            {
                return false;
            }

            for (var i = 0; i < other.Tags.Length; i++)
            {
                if (alternate.Tags[i].Key != other.Tags[i].Key || !Equals(alternate.Tags[i].Value, other.Tags[i].Value))
                {
                    return false;
                }
            }

            return true;
        }

        public int GetHashCode(Now alternate)
        {
            var hash = new HashCode();
            hash.Add(alternate.Instrument);
            foreach (var (name, value) in alternate.Tags)
            {
                hash.Add(name);
                hash.Add(value);
            }

            return hash.ToHashCode();
        }

        public Measured Create(Now alternate) => new(alternate.Instrument, alternate.Tags.ToArray());
    }
}
