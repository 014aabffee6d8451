using System.Security.Cryptography;
using System.Text;
using Haochaping.Kernel.Keys;

namespace Haochaping.Evaluations.Domain;

/// <summary>手机验证码 — six digits, once, for ten minutes; what is kept is a keyed hash bound to one link's task.</summary>
internal static class PhoneCode
{
    public const int Digits = 6;
    public const int MostTries = 5;
    public const int MostSends = 3;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>A fresh code.</summary>
    public static string New() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6");

    /// <summary>HMAC-SHA256 (hex) under the links key; the prefix keeps it apart from the links' own signatures.</summary>
    public static string Hash(TaskToken link, string code, IKeys keys) => Convert.ToHexStringLower(
        HMACSHA256.HashData(keys.Current(KeyPurposes.Links).Secret.Span, Encoding.UTF8.GetBytes($"phone-code|{link.CaseId}|{link.TaskId}|{code}")));

    /// <summary>Compared in constant time.</summary>
    public static bool Matches(TaskToken link, string code, string? hash, IKeys keys) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(link, code, keys)), Encoding.ASCII.GetBytes(hash ?? new string('0', 64)));

    /// <summary>The last two digits of a masked phone: enough to know which phone, too little to learn it.</summary>
    public static string? Tail(string? masked) => masked is { Length: >= 4 } ? masked[^2..] : null;
}
