using System.Security.Cryptography;
using System.Text;
using Haochaping.Kernel;
using Haochaping.Kernel.Keys;
using Haochaping.Ledger.Contracts;
using Haochaping.Ledger.Domain;

namespace Haochaping.Ledger.Features;

/// <summary>签名文书 — one plain Ed25519 key for each purpose, under a name that says the purpose.</summary>
internal sealed class SignedTexts(IKeys keys, LogKeys log) : ISignedTexts
{
    public string KeyOf(string purpose) => Key(purpose, Seed(purpose)).ToString();

    public string Sign(string purpose, string text)
    {
        var plain = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        var seed = Seed(purpose);
        var key = Key(purpose, seed);
        return new SignedNote(plain, [new NoteSignature(key.Name, key.Id, Ed25519.Sign(seed, Encoding.UTF8.GetBytes(plain)))]).ToString();
    }

    public Result<string> Open(string note, string verifierKey) => NoteKey.Parse(verifierKey) is { } key
        ? SignedNote.Parse(note.ReplaceLineEndings("\n")).Then(signed => signed.VerifiedBy([key]).Then<string>(_ => signed.Text))
        : new Refusal(RefusalKind.BadRequest, "key-malformed", "文件中的签名公钥不完整，请向对方重新索取文件。");

    public string? Fingerprint(string verifierKey) => NoteKey.Parse(verifierKey) is { } key
        ? string.Join('-', Convert.ToHexStringLower(SHA256.HashData(key.PublicKey.Span).AsSpan(0, 16)).Chunk(4).Select(group => new string(group)))
        : null;

    private NoteKey Key(string purpose, byte[] seed) => new($"{log.Origin}/{purpose}", NoteKey.Plain, Ed25519.PublicKey(seed));

    private byte[] Seed(string purpose)
    {
        var seed = new byte[Ed25519.SeedSize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.Current(KeyPurposes.LedgerSigning).Secret.Span, seed, salt: [], info: Encoding.UTF8.GetBytes("signed-text " + purpose));
        return seed;
    }
}
