using System.Text;
using Haochaping.Ledger.Domain;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Ledger;

public sealed class SignedNoteTests
{
    // The worked example of c2sp.org/signed-note.
    private const string ExampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string ExampleNote = "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, 789, TimeSpan.FromHours(8));
    private static readonly NoteSigner Signer = new("hcp.example/ledger", new byte[32]);

    [Fact]
    public void The_example_of_the_specification_verifies()
    {
        var key = NoteKey.Parse(ExampleKey).ShouldNotBeNull();
        key.ToString().ShouldBe(ExampleKey);
        SignedNote.Parse(ExampleNote).Value.VerifiedBy([key]).Refusal.ShouldBeNull();
        SignedNote.Parse(ExampleNote).Value.ToString().ShouldBe(ExampleNote);
    }

    [Fact]
    public void What_the_house_signs_verifies_with_both_keys_and_carries_the_second_of_signing()
    {
        var note = SignedNote.Parse(Signer.Sign("origin\n0\nroot\n", Noon).ToString()).Value;

        note.VerifiedBy([Signer.Keys[0]]).Value.At.ShouldBeNull();
        note.VerifiedBy([Signer.Keys[1]]).Value.At.ShouldBe(Noon.AddMilliseconds(-789));
        note.VerifiedBy(Signer.Keys).Value.At.ShouldBe(Noon.AddMilliseconds(-789));
        Signer.Keys[0].PublicKey.ToArray().ShouldNotBe(Signer.Keys[1].PublicKey.ToArray());
        Signer.Keys.ShouldAllBe(k => NoteKey.Parse(k.ToString())!.Id == k.Id);
    }

    [Fact]
    public void Signatures_of_strangers_and_later_algorithms_are_kept_and_passed_over()
    {
        var sm2 = new NoteSignature("hcp.example/ledger", 0xFF00AA11, new byte[72]);
        var note = SignedNote.Parse(Signer.Sign("text\n", Noon).With(sm2).ToString()).Value;

        note.Signatures.Count.ShouldBe(3);
        note.VerifiedBy(Signer.Keys).Refusal.ShouldBeNull();
        note.VerifiedBy([NoteKey.Parse(ExampleKey)!]).Refusal!.Code.ShouldBe("signature-unknown");
    }

    [Fact]
    public void One_bad_signature_of_a_known_key_damns_the_note()
    {
        var good = Signer.Sign("text\n", Noon);
        var note = good.With(new NoteSignature(Signer.Keys[0].Name, Signer.Keys[0].Id, new byte[64]));

        note.VerifiedBy(Signer.Keys).Refusal!.Code.ShouldBe("signature-wrong");
    }

    [Fact]
    public void A_witness_signs_the_same_text_with_the_time_it_saw_it()
    {
        var witness = new NoteSigner("witness.example", Enumerable.Repeat((byte)7, 32).ToArray());
        var note = Signer.Sign("text\n", Noon);
        var cosigned = note.With(witness.Sign("text\n", Noon.AddSeconds(3)).Signatures[1]);

        cosigned.VerifiedBy([witness.Keys[1]]).Value.At.ShouldBe(Noon.AddSeconds(3).AddMilliseconds(-789));
        cosigned.VerifiedBy(Signer.Keys).Refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— name\n")]
    [InlineData("text\n\n- name AAAAAAAA\n")]
    [InlineData("text\n\n— name AAAAAAAA")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("text\n\n— na+me AAAAAAAA\n")]
    [InlineData("text\n\n— name AAAAAAB=\n")]
    [InlineData("text\n\n— name  AAAAAAAA\n")]
    [InlineData("te\rxt\n\n— name AAAAAAAA\n")]
    public void What_is_no_note_is_refused(string note) => SignedNote.Parse(note).Refusal!.Code.ShouldBe("note-malformed");

    [Theory]
    [InlineData("o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n")]
    [InlineData("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("o\n0\nshort\n")]
    [InlineData("o\n99999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nx\n")]
    public void What_is_no_checkpoint_is_refused(string text) => Checkpoint.Parse(text).Refusal!.Code.ShouldBe("checkpoint-malformed");

    [Fact]
    public void Lines_that_others_add_to_a_checkpoint_survive()
    {
        var text = $"o\n7\n{Hash.Empty}\nextra line\n";
        Checkpoint.Parse(text).Value.ShouldBe(new Checkpoint("o", 7, Hash.Empty, "extra line\n"));
        Checkpoint.Parse(text).Value.ToString().ShouldBe(text);
    }

    [Fact]
    public void A_note_with_any_flipped_bit_does_not_verify_with_both_keys()
    {
        var bytes = Encoding.UTF8.GetBytes(Signer.Sign(new Checkpoint("hcp.example/ledger", 5, Hash.Empty).ToString(), Noon).ToString());
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var text = Encoding.UTF8.GetString(bytes);
            var fine = SignedNote.Parse(text).Is(out var note, out _)
                && Signer.Keys.All(key => note.VerifiedBy([key]).Refusal is null);
            fine.ShouldBeFalse($"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
