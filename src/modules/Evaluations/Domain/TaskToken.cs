using System.Buffers.Text;
using System.Security.Cryptography;
using Haochaping.Kernel.Keys;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>
/// 评价链接 — opaque and signed: key id (4 bytes), channel (1), case (16), task (16), then 16 bytes of HMAC-SHA256 over what
/// precedes. 128 bits are not guessed, nothing personal is in it, and it lives as long as its key.
/// </summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="TaskId">The task.</param>
/// <param name="Channel">The channel the link was made for.</param>
internal readonly record struct TaskToken(Guid CaseId, Guid TaskId, ChannelKind Channel)
{
    private const int Body = 4 + 1 + 16 + 16;
    private const int Mac = 16;

    /// <summary>71 characters of base64url.</summary>
    public string Sign(IKeys keys)
    {
        var key = keys.Current(KeyPurposes.Links);
        Span<byte> bytes = stackalloc byte[Body + Mac];
        Convert.FromHexString(key.Id).CopyTo(bytes);
        bytes[4] = (byte)Channel;
        CaseId.TryWriteBytes(bytes[5..], bigEndian: true, out _);
        TaskId.TryWriteBytes(bytes[21..], bigEndian: true, out _);
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key.Secret.Span, bytes[..Body], mac);
        mac[..Mac].CopyTo(bytes[Body..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The token of a link, or null when it is forged, cut short, or of a key this house does not hold.</summary>
    public static TaskToken? Open(string? text, IKeys keys)
    {
        Span<byte> bytes = stackalloc byte[Body + Mac];
        if (text is null || text.Length > 80 || Base64Url.DecodeFromChars(text, bytes, out _, out var length) != System.Buffers.OperationStatus.Done || length != Body + Mac)
        {
            return null;
        }

        if (keys.Find(KeyPurposes.Links, Convert.ToHexStringLower(bytes[..4])) is not { } key || !Enum.IsDefined((ChannelKind)bytes[4]))
        {
            return null;
        }

        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key.Secret.Span, bytes[..Body], mac);
        return CryptographicOperations.FixedTimeEquals(mac[..Mac], bytes[Body..])
            ? new TaskToken(new Guid(bytes[5..21], bigEndian: true), new Guid(bytes[21..Body], bigEndian: true), (ChannelKind)bytes[4])
            : null;
    }
}
