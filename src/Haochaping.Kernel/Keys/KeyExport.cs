using System.Security.Cryptography;
using System.Text;

namespace Haochaping.Kernel.Keys;

/// <summary>密钥离线备份 — the key file as text under a passphrase: PBKDF2-SHA256 (600 000 rounds, OWASP 2023) and AES-256-GCM.</summary>
internal static class KeyExport
{
    public const int ShortestPassphrase = 12;
    private const int Rounds = 600_000;
    private const int SaltLength = 16;
    private const string First = "-----BEGIN HAOCHAPING KEYS 1-----";
    private const string Last = "-----END HAOCHAPING KEYS 1-----";

    public static Result<string> Write(KeyRing ring, string passphrase)
    {
        if (passphrase.Length < ShortestPassphrase)
        {
            return new Refusal(RefusalKind.BadRequest, "passphrase-too-short", $"口令至少 {ShortestPassphrase} 个字符。");
        }

        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var box = SealedBox.Seal(KeyFrom(passphrase, salt), ring.ToBytes(), Encoding.UTF8.GetBytes(First));
        var body = Convert.ToBase64String([.. salt, .. box]).Chunk(64).Select(line => new string(line));
        return string.Join('\n', [First, $"fingerprint: {ring.Fingerprint}", "", .. body, Last, ""]);
    }

    public static Result<KeyRing> Read(string text, string passphrase)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var from = Array.IndexOf(lines, First);
        var to = Array.IndexOf(lines, Last);
        var base64 = from < 0 || to < from ? "" : string.Concat(lines[(from + 1)..to].Where(line => !line.Contains(':')));
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length <= SaltLength)
        {
            return new Refusal(RefusalKind.BadRequest, "not-a-key-export", "不是密钥离线备份文本，或文本不完整。");
        }

        var plain = SealedBox.Open(KeyFrom(passphrase, bytes[..SaltLength]), bytes.AsSpan(SaltLength..length), Encoding.UTF8.GetBytes(First));
        return plain is not null && KeyRing.Parse(plain) is { } ring
            ? ring
            : new Refusal(RefusalKind.BadRequest, "wrong-passphrase", "口令不正确，或备份文本被改动。");
    }

    private static byte[] KeyFrom(string passphrase, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase.Normalize(NormalizationForm.FormC), salt, Rounds, HashAlgorithmName.SHA256, 32);
}
