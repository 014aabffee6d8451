using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Haochaping.Identity.Contracts;

namespace Haochaping.Identity.Domain;

/// <summary>个人标识的由来 — HMAC-SHA256 under the index key: without the key nobody can try certificate numbers against tokens.</summary>
internal static class PersonTokens
{
    /// <summary>The token of a tidy person: by certificate, else by phone, else by subject.</summary>
    public static PersonToken Of(PersonalData person, Guid subject, ReadOnlySpan<byte> indexKey) => person switch
    {
        { CertificateNumber: { } number } => Derive(indexKey, "certificate", person.CertificateKind!.Value.ToString(), number),
        { Phone: { } phone } => Derive(indexKey, "phone", phone),
        _ => Derive(indexKey, "subject", subject.ToString()),
    };

    // The same framing and bits as Ids.Derive: length-prefixed parts, UUIDv8.
    private static PersonToken Derive(ReadOnlySpan<byte> indexKey, params ReadOnlySpan<string> parts)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, indexKey);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            mac.AppendData(length);
            mac.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[32];
        mac.GetHashAndReset(digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new(new Guid(digest[..16], bigEndian: true));
    }
}
