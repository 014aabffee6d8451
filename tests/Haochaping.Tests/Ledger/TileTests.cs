using Haochaping.Ledger.Domain;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Ledger;

public sealed class TileTests
{
    [Theory]
    [InlineData(0, 256, "000")]
    [InlineData(42, 256, "042")]
    [InlineData(999, 256, "999")]
    [InlineData(1000, 256, "x001/000")]
    [InlineData(1234067, 256, "x001/x234/067")]
    [InlineData(273, 112, "273.p/112")]
    [InlineData(1_000_000, 1, "x001/x000/000.p/1")]
    public void Paths_are_spelt_as_the_specification_spells_them(long index, int width, string path)
    {
        TileId.Path(index, width).ShouldBe(path);
        TileId.TryParsePath(path, out var readIndex, out var readWidth).ShouldBeTrue();
        (readIndex, readWidth).ShouldBe((index, width));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0000")]
    [InlineData("x000/001")]
    [InlineData("001/234")]
    [InlineData("x001234")]
    [InlineData("001.p/0")]
    [InlineData("001.p/256")]
    [InlineData("001.p/01")]
    [InlineData("001.p/1.p/1")]
    [InlineData("001.p/")]
    [InlineData("-01")]
    [InlineData("x001/../067")]
    [InlineData("x999/x999/x999/x999/x999/x999/x999/999")]
    public void Any_other_spelling_is_no_path(string path) => TileId.TryParsePath(path, out _, out _).ShouldBeFalse();

    [Fact]
    public void A_tree_of_70000_has_the_tiles_of_the_specification()
    {
        TileId.Edge(70_000).ShouldBe([(new TileId(0, 273), 112), (new TileId(1, 1), 17), (new TileId(2, 0), 1)]);
        new TileId(0, 272).Width(70_000).ShouldBe(256);
        new TileId(0, 274).Width(70_000).ShouldBe(0);
        new TileId(1, 0).Width(70_000).ShouldBe(256);
        new TileId(3, 0).Width(70_000).ShouldBe(0);
        new TileId(0, long.MaxValue).Width(70_000).ShouldBe(0);
        TileId.Edge(256).ShouldBe([(new TileId(1, 0), 1)]);
    }

    [Fact]
    public void Growing_by_the_edge_gives_the_roots_and_tiles_of_the_whole_tree()
    {
        const int Size = 66_000; // past the first tile of level 2
        var whole = new MemoryTree(Size);
        var edge = new TreeEdge();
        var tiles = new Dictionary<TileId, IReadOnlyList<Hash>>();
        for (var i = 0; i < Size; i++)
        {
            edge.Append(MemoryTree.Leaf(i));
            if (i % 613 == 0 || i == Size - 1)
            {
                edge.Root().ShouldBe(whole.Root(i + 1));
                foreach (var (id, grown) in edge.TakeChanged())
                {
                    tiles[id] = [.. grown];
                }

                edge = new TreeEdge(edge.Size, id => tiles[id]); // as after a restart
            }
        }

        tiles.Keys.Max(t => t.Level).ShouldBe(2);
        tiles.ShouldAllBe(t => t.Value.Count == t.Key.Width(Size));
        var hashes = new TileHashes(id => tiles[id]);
        MerkleTree.Root(Size, hashes).ShouldBe(whole.Root(Size));
        MerkleTree.Inclusion(54_321, Size, hashes).ShouldBe(MerkleTree.Inclusion(54_321, Size, whole));
        MerkleTree.Consistency(33_333, Size, hashes).ShouldBe(MerkleTree.Consistency(33_333, Size, whole));
    }

    [Fact]
    public void What_a_proof_will_read_is_known_beforehand_and_small()
    {
        var needed = TileHashes.Needed(h => MerkleTree.Inclusion(12_345_678, 99_999_999, h));
        needed.Count.ShouldBeLessThan(10);
        needed.ShouldAllBe(t => t.Width(99_999_999) > 0);
    }
}
