using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Haochaping.Ledger.Domain;

/// <summary>散列 — a SHA-256 value of the tree; leaves and nodes are told apart by their first byte (RFC 6962 §2.1).</summary>
internal readonly record struct Hash(ulong A, ulong B, ulong C, ulong D)
{
    public const int Size = 32;

    /// <summary>Root of the tree without leaves: SHA-256 of nothing.</summary>
    public static Hash Empty { get; } = Read(SHA256.HashData([]));

    public static Hash Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..Size]));

    public static Hash Leaf(ReadOnlySpan<byte> entry)
    {
        Span<byte> small = stackalloc byte[1024];
        var message = entry.Length < small.Length ? small[..(entry.Length + 1)] : new byte[entry.Length + 1];
        message[0] = 0x00;
        entry.CopyTo(message[1..]);
        return Sha256(message);
    }

    public static Hash Node(Hash left, Hash right)
    {
        Span<byte> message = stackalloc byte[1 + Size + Size];
        message[0] = 0x01;
        left.Write(message[1..]);
        right.Write(message[(1 + Size)..]);
        return Sha256(message);
    }

    public void Write(Span<byte> into)
    {
        BinaryPrimitives.WriteUInt64BigEndian(into, A);
        BinaryPrimitives.WriteUInt64BigEndian(into[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(into[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(into[24..], D);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    public override string ToString() => Convert.ToBase64String(ToArray());

    private static Hash Sha256(ReadOnlySpan<byte> message)
    {
        Span<byte> digest = stackalloc byte[Size];
        SHA256.HashData(message, digest);
        return Read(digest);
    }
}
