using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Haochaping.Kernel;

/// <summary>Keys: derived from their subject where there is one, time-ordered where there is none.</summary>
public static class Ids
{
    /// <summary>
    /// UUIDv8 (RFC 9562 §5.8) of SHA-256 over the parts: UTF-8, each part preceded by its length in bytes as a 32-bit
    /// big-endian number, so that ("ab","c") and ("a","bc") differ.
    /// </summary>
    public static Guid Derive(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }

    /// <summary>A fresh time-ordered key (UUIDv7), for things that have no natural subject.</summary>
    public static Guid New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());
}
