using System.Globalization;
using System.Security.Cryptography;
using Haochaping.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Haochaping.Identity.Domain;

/// <summary>口令 — PBKDF2-SHA512 of the framework, with OWASP's rounds. Checking takes the same time whether or not there is an account.</summary>
internal static class Passwords
{
    private const int Shortest = 12;
    public const int Longest = 128;
    private const int Kinds = 3;

    // Without look-alikes, because people copy it from paper.
    private const string Readable = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789-+=";

    private static readonly object Nobody = new();

    // Only a program's own runtimeconfig.json can lower it, as that of the tests does: no setting of an installation.
    private static int Rounds => int.TryParse(AppContext.GetData("Haochaping.Identity.PasswordRounds") as string, CultureInfo.InvariantCulture, out var own) ? own : 210_000;

    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private static readonly string NobodysHash = Hasher.HashPassword(Nobody, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>Always computes; a null hash is never right.</summary>
    public static bool Verify(string? hash, string password) =>
        Hasher.VerifyHashedPassword(Nobody, hash ?? NobodysHash, password) != PasswordVerificationResult.Failed && hash is not null;

    /// <summary>A one-time password to hand over.</summary>
    public static string NewOneTime()
    {
        while (true)
        {
            var candidate = RandomNumberGenerator.GetString(Readable, 16);
            if (Complaint(candidate, "") is null)
            {
                return candidate;
            }
        }
    }

    /// <summary>等保 asks for length and three kinds of characters; anything a person would guess from the name is out.</summary>
    public static Refusal? Complaint(string password, string accountName)
    {
        var kinds = new[] { password.Any(char.IsAsciiLetterLower), password.Any(char.IsAsciiLetterUpper), password.Any(char.IsAsciiDigit), password.Any(c => !char.IsAsciiLetterOrDigit(c)) };
        return password switch
        {
            { Length: < Shortest or > Longest } => No($"口令长度应为 {Shortest} 至 {Longest} 个字符。"),
            _ when kinds.Count(k => k) < Kinds => No("口令应包含大写字母、小写字母、数字、符号中的至少三类。"),
            _ when accountName.Length > 0 && password.Contains(accountName, StringComparison.OrdinalIgnoreCase) => No("口令不得包含账号名。"),
            _ when password.Distinct().Count() < 6 => No("口令重复字符过多。"),
            _ => null,
        };
    }

    private static Refusal No(string message) => new(RefusalKind.Unprocessable, "password-too-weak", message);
}
