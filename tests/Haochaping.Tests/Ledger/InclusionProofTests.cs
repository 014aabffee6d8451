using System.Text;
using Haochaping.Ledger.Domain;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Ledger;

public sealed class InclusionProofTests
{
    private const string Origin = "hcp.example/ledger";
    private static readonly NoteSigner Signer = new(Origin, new byte[32]);
    private static readonly MemoryTree Tree = new(300);

    [Fact]
    public void A_receipt_written_and_read_back_proves_its_entry_off_line()
    {
        var text = Proof(41).ToString();

        text.ShouldStartWith("c2sp.org/tlog-proof@v1\nindex 41\n");
        var read = InclusionProof.Parse(text).Value;
        read.ToString().ShouldBe(text);
        read.Proves(BitConverter.GetBytes(41), Origin, Signer.Keys).Value.Size.ShouldBe(300);
    }

    [Fact]
    public void It_proves_no_other_entry_no_other_log_and_nothing_to_a_stranger()
    {
        var proof = Proof(41);
        proof.Proves(BitConverter.GetBytes(42), Origin, Signer.Keys).Refusal!.Code.ShouldBe("proof-wrong");
        proof.Proves(BitConverter.GetBytes(41), "other.example/ledger", Signer.Keys).Refusal!.Code.ShouldBe("proof-wrong");
        proof.Proves(BitConverter.GetBytes(41), Origin, new NoteSigner(Origin, new byte[] { 1 }).Keys).Refusal!.Code.ShouldBe("signature-unknown");
    }

    [Fact]
    public void Extra_data_of_other_writers_survives()
    {
        var text = (Proof(7) with { Extra = [1, 2, 3] }).ToString();
        text.ShouldContain("\nextra AQID\nindex 7\n");
        InclusionProof.Parse(text).Value.Extra.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void The_only_entry_of_a_log_needs_no_path()
    {
        var tree = new MemoryTree(1);
        var note = Signer.Sign(new Checkpoint(Origin, 1, tree.Root(1)).ToString(), DateTimeOffset.UnixEpoch);
        var text = new InclusionProof(0, [], note).ToString();

        InclusionProof.Parse(text).Value.Proves(BitConverter.GetBytes(0), Origin, Signer.Keys).Refusal.ShouldBeNull();
    }

    [Fact]
    public void No_mutation_of_ten_thousand_is_believed_or_thrown_at()
    {
        var text = Encoding.UTF8.GetBytes(Proof(123).ToString());
        var timedLine = Encoding.UTF8.GetString(text).LastIndexOf('—');
        var random = new Random(22);
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = text.ToList();
            var at = random.Next(timedLine); // the second signature line is not needed by this verifier, so it may be lost
            switch (random.Next(4))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                default: bytes.RemoveRange(at, Math.Min(random.Next(1, 60), timedLine - at)); break;
            }

            if (bytes.SequenceEqual(text))
            {
                continue;
            }

            var believed = InclusionProof.Parse(Encoding.UTF8.GetString([.. bytes])).Is(out var proof, out _)
                && proof.Proves(BitConverter.GetBytes(123), Origin, [Signer.Keys[0]]).Refusal is null;
            believed.ShouldBeFalse(Encoding.UTF8.GetString([.. bytes]));
        }
    }

    private static InclusionProof Proof(int index) => new(
        index,
        MerkleTree.Inclusion(index, 300, Tree),
        Signer.Sign(new Checkpoint(Origin, 300, Tree.Root(300)).ToString(), DateTimeOffset.UnixEpoch));
}
