using FsCheck;
using FsCheck.Fluent;
using Haochaping.Ledger.Domain;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Ledger;

public sealed class MerkleTreeTests
{
    // The leaves and roots every implementation of RFC 6962 is tested with.
    private static readonly string[] Leaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly MemoryTree Tree = new(600);

    [Fact]
    public void The_empty_tree_has_the_hash_of_nothing() =>
        Hex(Hash.Empty).ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Fact]
    public void Roots_are_those_of_the_known_vectors()
    {
        var tree = new MemoryTree(Leaves.Select(l => Hash.Leaf(Convert.FromHexString(l))));
        for (var size = 1; size <= Leaves.Length; size++)
        {
            Hex(tree.Root(size)).ShouldBe(Roots[size - 1]);
        }
    }

    [Fact]
    public void Roots_are_those_of_the_definition_at_every_size()
    {
        for (var size = 0; size <= 600; size++)
        {
            Tree.Root(size).ShouldBe(Tree.Definition(0, size));
        }
    }

    [Fact]
    public void Every_leaf_of_every_tree_up_to_600_proves_its_place()
    {
        for (var size = 1; size <= 600; size++)
        {
            var root = Tree.Root(size);
            for (var index = 0; index < size; index++)
            {
                MerkleTree.Includes(MemoryTree.Leaf(index), index, size, MerkleTree.Inclusion(index, size, Tree), root).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Every_tree_up_to_600_proves_to_extend_every_smaller_one()
    {
        var roots = Enumerable.Range(0, 601).Select(Tree.Root).ToArray();
        for (var size = 0; size <= 600; size++)
        {
            for (var old = 0; old <= size; old++)
            {
                MerkleTree.Extends(old, roots[old], size, roots[size], MerkleTree.Consistency(old, size, Tree)).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void A_proof_with_any_flipped_bit_fails() => Prop.ForAll(Sizes, size =>
    {
        var index = (size * 7919) % size;
        var path = MerkleTree.Inclusion(index, size, Tree);
        var root = Tree.Root(size);
        var leaf = MemoryTree.Leaf(index);
        foreach (var flipped in Flips(path))
        {
            MerkleTree.Includes(leaf, index, size, flipped, root).ShouldBeFalse();
        }

        foreach (var (l, r) in Flips([leaf]).Select(f => (f[0], root)).Concat(Flips([root]).Select(f => (leaf, f[0]))))
        {
            MerkleTree.Includes(l, index, size, path, r).ShouldBeFalse();
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_consistency_proof_with_any_flipped_bit_fails() => Prop.ForAll(Sizes, size =>
    {
        var old = Math.Max(1, size * 3 / 5);
        var path = MerkleTree.Consistency(old, size, Tree);
        foreach (var flipped in Flips(path))
        {
            MerkleTree.Extends(old, Tree.Root(old), size, Tree.Root(size), flipped).ShouldBeFalse();
        }

        foreach (var flipped in Flips([Tree.Root(old), Tree.Root(size)]))
        {
            MerkleTree.Extends(old, flipped[0], size, flipped[1], path).ShouldBeFalse();
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_proof_for_one_place_proves_no_other() => Prop.ForAll(Sizes, size =>
    {
        var index = size / 3;
        var path = MerkleTree.Inclusion(index, size, Tree);
        for (var other = 0; other < size; other++)
        {
            MerkleTree.Includes(MemoryTree.Leaf(index), other, size, path, Tree.Root(size)).ShouldBe(other == index);
        }

        MerkleTree.Includes(MemoryTree.Leaf(index), index, size, [.. path, default], Tree.Root(size)).ShouldBeFalse();
        MerkleTree.Includes(MemoryTree.Leaf(index), index, size, [.. path.SkipLast(1)], Tree.Root(size)).ShouldBe(path.Count == 0);
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<int> Sizes => Gen.Choose(1, 600).ToArbitrary();

    private static string Hex(Hash hash) => Convert.ToHexStringLower(hash.ToArray());

    private static IEnumerable<Hash[]> Flips(IReadOnlyList<Hash> hashes)
    {
        for (var bit = 0; bit < hashes.Count * 256; bit++)
        {
            var copy = hashes.ToArray();
            var bytes = copy[bit / 256].ToArray();
            bytes[bit % 256 / 8] ^= (byte)(1 << (bit % 8));
            copy[bit / 256] = Hash.Read(bytes);
            yield return copy;
        }
    }
}
