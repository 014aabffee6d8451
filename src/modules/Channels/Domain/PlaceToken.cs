using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Haochaping.Kernel.Keys;

namespace Haochaping.Channels.Domain;

/// <summary>
/// 场所码令牌 — what a printed code says: key id (4 bytes), registration (16), edition (2), then 16 bytes of HMAC-SHA256. Signed, so that
/// nobody prints codes of their own; nothing about any person, since it hangs on a wall.
/// </summary>
/// <param name="CodeId">The registration of the place.</param>
/// <param name="Edition">Which edition was printed.</param>
internal readonly record struct PlaceToken(Guid CodeId, int Edition)
{
    private const int Body = 4 + 16 + 2;
    private const int Mac = 16;

    /// <summary>51 characters of base64url.</summary>
    public string Sign(IKeys keys)
    {
        var key = keys.Current(KeyPurposes.Links);
        Span<byte> bytes = stackalloc byte[Body + Mac];
        Convert.FromHexString(key.Id).CopyTo(bytes);
        CodeId.TryWriteBytes(bytes[4..], bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[20..], checked((ushort)Edition));
        Seal(key, bytes[..Body]).CopyTo(bytes[Body..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>What a scanned code says, or null when it is forged, damaged or of another house.</summary>
    public static PlaceToken? Open(string? text, IKeys keys)
    {
        Span<byte> bytes = stackalloc byte[Body + Mac];
        return text is { Length: <= 60 }
            && Base64Url.DecodeFromChars(text, bytes, out _, out var length) == System.Buffers.OperationStatus.Done && length == Body + Mac
            && keys.Find(KeyPurposes.Links, Convert.ToHexStringLower(bytes[..4])) is { } key
            && CryptographicOperations.FixedTimeEquals(Seal(key, bytes[..Body]), bytes[Body..])
            ? new PlaceToken(new Guid(bytes[4..20], bigEndian: true), BinaryPrimitives.ReadUInt16BigEndian(bytes[20..]))
            : null;
    }

    // The prefix keeps these signatures apart from those of rating links under the same key.
    private static byte[] Seal(KeyMaterial key, ReadOnlySpan<byte> body) => HMACSHA256.HashData(key.Secret.Span, [.. "place-code|"u8, .. body])[..Mac];
}
