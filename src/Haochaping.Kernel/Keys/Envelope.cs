using System.Security.Cryptography;

namespace Haochaping.Kernel.Keys;

/// <summary>AES-256-GCM (NIST SP 800-38D) with a random nonce: nonce (12 bytes) · tag (16) · ciphertext.</summary>
public static class Envelope
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Seals <paramref name="plain"/> to its <paramref name="context"/>: opened anywhere else, it does not open.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var envelope = new byte[NonceLength + TagLength + plain.Length];
        var nonce = envelope.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, envelope.AsSpan(NonceLength + TagLength), envelope.AsSpan(NonceLength, TagLength), context);
        return envelope;
    }

    /// <summary>What was sealed, or null when the key or the context is another, or a bit was changed.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> context)
    {
        if (envelope.Length < NonceLength + TagLength)
        {
            return null;
        }

        var plain = new byte[envelope.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(envelope[..NonceLength], envelope[(NonceLength + TagLength)..], envelope.Slice(NonceLength, TagLength), plain, context);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
