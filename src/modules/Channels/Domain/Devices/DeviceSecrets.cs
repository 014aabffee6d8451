using System.Security.Cryptography;
using System.Text;

namespace Haochaping.Channels.Domain.Devices;

/// <summary>设备凭据 — what a device shows and keeps: a code to read out, a token to come back with, a key to sign with.</summary>
internal static class DeviceSecrets
{
    /// <summary>Without what looks alike: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.</summary>
    private const string Letters = "34679ACDEFGHJKMNPQRTWXY";

    /// <summary>How long a code on a screen may be confirmed.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    /// <summary>Eight characters for one enrolment.</summary>
    public static string NewCode() => RandomNumberGenerator.GetString(Letters, 8);

    /// <summary>The code as somebody types it: small letters, blanks and dashes are forgiven.</summary>
    public static string Read(string? typed) => new([.. (typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);

    /// <summary>For display: two groups of four.</summary>
    public static string Show(string code) => code.Length == 8 ? $"{code[..4]} {code[4..]}" : code;

    /// <summary>256 bits, base64url.</summary>
    public static string NewToken() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of a token.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Is this an ECDSA key on P-256, as SubjectPublicKeyInfo in base64? Nothing else is taken.</summary>
    public static bool IsPublicKey(string? spki)
    {
        try
        {
            using var key = Open(spki ?? "");
            return key.KeySize == 256 && key.ExportParameters(false).Curve.Oid.Value == "1.2.840.10045.3.1.7";
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }

    /// <summary>SHA-256 of a public key, hex.</summary>
    public static string PrintOf(string spki) => Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(spki)));

    /// <summary>Did the holder of the key behind <paramref name="spki"/> sign the text? As WebCrypto signs: r and s, 32 bytes each.</summary>
    public static bool IsSignedBy(string spki, string text, byte[] signature)
    {
        using var key = Open(spki);
        return key.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>The same for a shared secret.</summary>
    public static bool IsSignedWith(byte[] secret, string text, byte[] signature) =>
        CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text)), signature);

    private static ECDsa Open(string spki)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(spki), out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
