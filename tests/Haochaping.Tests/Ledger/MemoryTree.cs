using Haochaping.Ledger.Domain;

namespace Haochaping.Tests.Ledger;

/// <summary>A tree held in memory, level by level: the plain reference that tiles and proofs are measured against.</summary>
internal sealed class MemoryTree : IHashes
{
    private readonly List<List<Hash>> levels = [[]];

    public MemoryTree(int leaves)
        : this(Enumerable.Range(0, leaves).Select(Leaf))
    {
    }

    public MemoryTree(IEnumerable<Hash> leaves)
    {
        levels[0].AddRange(leaves);
        while (levels[^1].Count > 1)
        {
            var below = levels[^1];
            levels.Add([.. Enumerable.Range(0, below.Count / 2).Select(i => Hash.Node(below[2 * i], below[(2 * i) + 1]))]);
        }
    }

    public static Hash Leaf(int i) => Hash.Leaf(BitConverter.GetBytes(i));

    public Hash Node(int level, long index) => levels[level][(int)index];

    public Hash Root(int size) => MerkleTree.Root(size, this);

    /// <summary>MTH as RFC 6962 §2.1 defines it, word for word.</summary>
    public Hash Definition(int from, int to)
    {
        if (to - from <= 1)
        {
            return to == from ? Hash.Empty : levels[0][from];
        }

        var k = 1;
        while (k * 2 < to - from)
        {
            k *= 2;
        }

        return Hash.Node(Definition(from, from + k), Definition(from + k, to));
    }
}
