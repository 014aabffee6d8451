using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Haochaping.Identity.Contracts;

/// <summary>
/// 承诺值 — stands in a fact for a free text: salted SHA-256. Text and salt live in an erasable row; with both anyone can
/// check the fact, without the salt nobody can guess the text.
/// </summary>
public static class Commitment
{
    private const int SaltLength = 32;

    /// <summary>A fresh salt of 32 random bytes.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    /// <summary>Lower-case hex of SHA-256 over the salt's length (32-bit big-endian), the salt, and the text as UTF-8.</summary>
    public static string Of(string text, ReadOnlySpan<byte> salt)
    {
        if (salt.Length < SaltLength)
        {
            throw new ArgumentException("A commitment needs 32 bytes of salt.", nameof(salt));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, salt.Length);
        hash.AppendData(length);
        hash.AppendData(salt);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
