using System.Security.Cryptography;
using System.Text;

namespace Haochaping.Identity.Domain;

/// <summary>恢复码 — ten codes of 80 bits for the day the phone is lost; each is good once.</summary>
internal static class RecoveryCodes
{
    private const int Count = 10;

    /// <summary>Four groups of four, readable from paper.</summary>
    public static string[] New() =>
        [.. Enumerable.Range(0, Count).Select(_ => string.Join('-', Totp.Base32(RandomNumberGenerator.GetBytes(10)).Chunk(4).Select(group => new string(group))))];

    public static byte[] Hash(Guid account, string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{account:N}:{string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()}"));
}
