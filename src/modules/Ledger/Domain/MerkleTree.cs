using System.Numerics;

namespace Haochaping.Ledger.Domain;

/// <summary>Where hashes of complete subtrees come from: tiles, or a tree in memory.</summary>
internal interface IHashes
{
    /// <summary>Hash over the leaves <c>[index·2^level, (index+1)·2^level)</c>.</summary>
    Hash Node(int level, long index);
}

/// <summary>默克尔树 — roots and proofs as RFC 6962 §2.1 writes them, over any source of complete subtrees.</summary>
internal static class MerkleTree
{
    public static Hash Root(long size, IHashes hashes) => size == 0 ? Hash.Empty : Range(0, size, hashes);

    /// <summary>PATH(index, D[size]), from the leaf's sibling up.</summary>
    public static IReadOnlyList<Hash> Inclusion(long index, long size, IHashes hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<Hash>();
        Climb(0, size);
        return path;

        void Climb(long from, long to)
        {
            if (to - from == 1)
            {
                return;
            }

            var middle = from + Split(to - from);
            var left = index < middle;
            Climb(left ? from : middle, left ? middle : to);
            path.Add(left ? Range(middle, to, hashes) : Range(from, middle, hashes));
        }
    }

    /// <summary>PROOF(old, D[size]): nothing to show when old is 0 or the size itself.</summary>
    public static IReadOnlyList<Hash> Consistency(long old, long size, IHashes hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(old);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(old, size);
        var path = new List<Hash>();
        if (old > 0)
        {
            Climb(0, size, whole: true);
        }

        return path;

        // whole: the old tree is this very subtree's prefix, so its root is the one the verifier already holds.
        void Climb(long from, long to, bool whole)
        {
            if (to == old)
            {
                if (!whole)
                {
                    path.Add(Range(from, to, hashes));
                }

                return;
            }

            var middle = from + Split(to - from);
            if (old <= middle)
            {
                Climb(from, middle, whole);
                path.Add(Range(middle, to, hashes));
            }
            else
            {
                Climb(middle, to, whole: false);
                path.Add(Range(from, middle, hashes));
            }
        }
    }

    /// <summary>RFC 9162 §2.1.3.2.</summary>
    public static bool Includes(Hash leaf, long index, long size, IReadOnlyList<Hash> path, Hash root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (at, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                hash = Hash.Node(sibling, hash);
                var skip = BitOperations.TrailingZeroCount(at);
                (at, last) = (at >> skip, last >> skip);
            }
            else
            {
                hash = Hash.Node(hash, sibling);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }

    /// <summary>RFC 9162 §2.1.4.2; an empty old tree is a prefix of everything.</summary>
    public static bool Extends(long old, Hash oldRoot, long size, Hash root, IReadOnlyList<Hash> path)
    {
        if (old < 0 || old > size)
        {
            return false;
        }

        if (old == 0 || old == size)
        {
            return path.Count == 0 && oldRoot == (old == 0 ? Hash.Empty : root);
        }

        // An old tree that is complete is a node of the new one, so its own root opens the path.
        var hashes = BitOperations.IsPow2(old) ? [oldRoot, .. path] : path;
        if (hashes.Count == 0)
        {
            return false;
        }

        var skip = BitOperations.TrailingZeroCount(old);
        var (at, last) = ((old - 1) >> skip, (size - 1) >> skip);
        var (before, after) = (hashes[0], hashes[0]);
        foreach (var hash in hashes.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                (before, after) = (Hash.Node(hash, before), Hash.Node(hash, after));
                var more = BitOperations.TrailingZeroCount(at);
                (at, last) = (at >> more, last >> more);
            }
            else
            {
                after = Hash.Node(after, hash);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && before == oldRoot && after == root;
    }

    /// <summary>Hash over leaves [from, to), where from is where RFC 6962's recursion would stand.</summary>
    private static Hash Range(long from, long to, IHashes hashes)
    {
        var count = to - from;
        if (BitOperations.IsPow2(count))
        {
            var level = BitOperations.Log2((ulong)count);
            return hashes.Node(level, from >> level);
        }

        var middle = from + Split(count);
        return Hash.Node(Range(from, middle, hashes), Range(middle, to, hashes));
    }

    /// <summary>The largest power of two smaller than a count of at least 2.</summary>
    private static long Split(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
