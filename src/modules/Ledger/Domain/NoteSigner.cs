using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Haochaping.Ledger.Domain;

/// <summary>
/// 存证签名 — signs checkpoints under the log's name, twice: plainly, as every client understands it, and together with the
/// time of signing. The two keys come from one secret and are never the same (signed-note: one key, one signature type).
/// </summary>
internal sealed class NoteSigner
{
    private readonly byte[] plain;
    private readonly byte[] timed;

    public NoteSigner(string name, ReadOnlySpan<byte> secret)
    {
        plain = Derive(secret, "signed-note plain"u8);
        timed = Derive(secret, "signed-note timed"u8);
        Keys = [new NoteKey(name, NoteKey.Plain, Ed25519.PublicKey(plain)), new NoteKey(name, NoteKey.Timed, Ed25519.PublicKey(timed))];
    }

    /// <summary>What others check the signatures with.</summary>
    public IReadOnlyList<NoteKey> Keys { get; }

    /// <summary>A note over the text; the time is cut to whole seconds, as the format has it.</summary>
    public SignedNote Sign(string text, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds();
        var stamped = new byte[8 + Ed25519.SignatureSize];
        BinaryPrimitives.WriteInt64BigEndian(stamped, seconds);
        Ed25519.Sign(timed, NoteKey.TimedMessage(text, seconds)).CopyTo(stamped, 8);
        return new SignedNote(text, [Line(Keys[0], Ed25519.Sign(plain, Encoding.UTF8.GetBytes(text))), Line(Keys[1], stamped)]);
    }

    private static NoteSignature Line(NoteKey key, byte[] bytes) => new(key.Name, key.Id, bytes);

    private static byte[] Derive(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> use)
    {
        var seed = new byte[Ed25519.SeedSize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, seed, salt: [], info: use);
        return seed;
    }
}
