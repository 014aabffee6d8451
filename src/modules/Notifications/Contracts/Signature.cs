using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Haochaping.Notifications.Contracts;

/// <summary>
/// 签名 — header <c>X-Haochaping-Signature: t=1764000000,v1=…</c>: HMAC-SHA256 in lower-case hex over the seconds, a dot and the body.
/// The same in both directions.
/// </summary>
public static class Signature
{
    /// <summary>Name of the header.</summary>
    public const string Header = "X-Haochaping-Signature";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The value of the header.</summary>
    public static string Of(ReadOnlySpan<byte> body, string key, DateTimeOffset now) =>
        Of(body, key, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>Was this body signed with the key within five minutes of now?</summary>
    public static bool Proves(string? header, ReadOnlySpan<byte> body, string key, DateTimeOffset now)
    {
        var seconds = header is not null && header.StartsWith("t=", StringComparison.Ordinal) ? header[2..].Split(',')[0] : "";
        return key.Length > 0
            && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && Math.Abs(now.ToUnixTimeSeconds() - at) <= Tolerance.TotalSeconds
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header!), Encoding.UTF8.GetBytes(Of(body, key, seconds)));
    }

    private static string Of(ReadOnlySpan<byte> body, string key, string seconds)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key));
        hmac.AppendData(Encoding.UTF8.GetBytes(seconds + "."));
        hmac.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
