using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Haochaping.Notifications.Contracts;

/// <summary>
/// 签名 — header <c>X-Haochaping-Signature: t=1764000000,v1=…</c>: HMAC-SHA256 in lower-case hex over the seconds, a dot and the body.
/// Where both sides sign with one secret, the signer's name and a dot stand before the body: what one of them signed proves nothing as the other's.
/// </summary>
public static class Signature
{
    /// <summary>Name of the header.</summary>
    public const string Header = "X-Haochaping-Signature";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The value of the header.</summary>
    public static string Of(ReadOnlySpan<byte> body, string key, DateTimeOffset now, string? signer = null) =>
        Of(body, key, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), signer);

    /// <summary>Was this body signed with the key within five minutes of now?</summary>
    public static bool Proves(string? header, ReadOnlySpan<byte> body, string key, DateTimeOffset now, string? signer = null)
    {
        var seconds = header is not null && header.StartsWith("t=", StringComparison.Ordinal) ? header[2..].Split(',')[0] : "";
        return key.Length > 0
            && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && Math.Abs(now.ToUnixTimeSeconds() - at) <= Tolerance.TotalSeconds
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header!), Encoding.UTF8.GetBytes(Of(body, key, seconds, signer)));
    }

    private static string Of(ReadOnlySpan<byte> body, string key, string seconds, string? signer)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key));
        hmac.AppendData(Encoding.UTF8.GetBytes(signer is null ? $"{seconds}." : $"{seconds}.{signer}."));
        hmac.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
