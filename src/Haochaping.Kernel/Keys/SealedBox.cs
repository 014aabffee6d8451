using System.Security.Cryptography;

namespace Haochaping.Kernel.Keys;

/// <summary>AES-256-GCM (NIST SP 800-38D) with a random nonce: nonce (12 bytes) · tag (16) · ciphertext.</summary>
public static class SealedBox
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Seals <paramref name="plain"/> to its <paramref name="context"/>: opened anywhere else, it does not open.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var box = new byte[NonceLength + TagLength + plain.Length];
        var nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength), context);
        return box;
    }

    /// <summary>What was sealed, or null when the key or the context is another, or a bit was changed.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> context)
    {
        if (box.Length < NonceLength + TagLength)
        {
            return null;
        }

        var plain = new byte[box.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(box[..NonceLength], box[(NonceLength + TagLength)..], box.Slice(NonceLength, TagLength), plain, context);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
