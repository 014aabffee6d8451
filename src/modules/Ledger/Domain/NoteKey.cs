using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Haochaping.Ledger.Domain;

/// <summary>
/// 验签公钥 — who may have signed a note: name, signature type and public key (C2SP signed-note). Types this house cannot
/// check, such as a later SM2 one, keep their place in notes and simply never verify here.
/// </summary>
internal sealed record NoteKey(string Name, byte Type, ReadOnlyMemory<byte> PublicKey)
{
    /// <summary>A plain Ed25519 signature over the note's text.</summary>
    public const byte Plain = 0x01;

    /// <summary>An Ed25519 signature over the text and the time of signing (C2SP tlog-cosignature); witnesses use it.</summary>
    public const byte Timed = 0x04;

    /// <summary>First four bytes of SHA-256(name, newline, type, public key).</summary>
    public uint Id => BinaryPrimitives.ReadUInt32BigEndian(
        SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Type, .. PublicKey.Span]));

    /// <summary>The verifier key: <c>name+id+base64(type, public key)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([Type, .. PublicKey.Span])}");

    /// <summary>Reads a verifier key; null when it is none or its id does not fit.</summary>
    public static NoteKey? Parse(string text)
    {
        // Base64 may contain a plus, names may not.
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0]) || Base64.Read(parts[2]) is not { Length: > 1 } bytes)
        {
            return null;
        }

        var key = new NoteKey(parts[0], bytes[0], bytes.AsMemory(1));
        return key.ToString() == text ? key : null;
    }

    /// <summary>Names are non-empty, without white space and plus.</summary>
    public static bool IsName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    /// <summary>True, and the signed time where the type carries one, when this key made the signature over the text.</summary>
    public bool Made(ReadOnlySpan<byte> signature, string text, out DateTimeOffset? at)
    {
        at = null;
        if (Type == Plain)
        {
            return Ed25519.Verify(PublicKey.Span, Encoding.UTF8.GetBytes(text), signature);
        }

        if (Type != Timed || signature.Length != 8 + Ed25519.SignatureSize)
        {
            return false;
        }

        var seconds = BinaryPrimitives.ReadUInt64BigEndian(signature);
        if (seconds > (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds() || !Ed25519.Verify(PublicKey.Span, TimedMessage(text, (long)seconds), signature[8..]))
        {
            return false;
        }

        at = DateTimeOffset.FromUnixTimeSeconds((long)seconds);
        return true;
    }

    internal static byte[] TimedMessage(string text, long seconds) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}"));
}

/// <summary>Base64 in its one canonical spelling: .NET's own reader skips white space and loose bits.</summary>
internal static class Base64
{
    public static byte[]? Read(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : null;
    }

    public static Hash? ReadHash(string text) => Read(text) is { Length: Hash.Size } bytes ? Hash.Read(bytes) : null;
}
