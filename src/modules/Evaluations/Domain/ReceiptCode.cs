using System.Security.Cryptography;
using Haochaping.Kernel.Keys;

namespace Haochaping.Evaluations.Domain;

/// <summary>回执码 — what a citizen keeps: twelve characters (60 bits) in three groups, easy to read out over the phone.</summary>
internal static class ReceiptCode
{
    // Crockford's alphabet without the look-alikes I, L, O, U.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The code of a task, always the same: HMAC under the receipts key.</summary>
    public static string Of(Guid caseId, Guid taskId, IKeys keys) => Of(caseId, taskId, keys.Current(KeyPurposes.Receipts));

    /// <summary>Every code the task may have been given, by this key and by those before it.</summary>
    public static IEnumerable<string> Every(Guid caseId, Guid taskId, IKeys keys) => keys.Every(KeyPurposes.Receipts).Select(key => Of(caseId, taskId, key));

    private static string Of(Guid caseId, Guid taskId, KeyMaterial key)
    {
        Span<byte> subject = stackalloc byte[32];
        caseId.TryWriteBytes(subject, bigEndian: true, out _);
        taskId.TryWriteBytes(subject[16..], bigEndian: true, out _);
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key.Secret.Span, subject, mac);
        return string.Create(14, BitConverter.ToUInt64(mac), static (text, bits) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (i is 4 or 9)
                {
                    text[i] = '-';
                    continue;
                }

                text[i] = Alphabet[(int)(bits & 31)];
                bits >>= 5;
            }
        });
    }

    /// <summary>What somebody typed, as a code: case, blanks and look-alikes forgiven; null when it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        var letters = (typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)
            .Select(c => c switch { 'I' or 'L' => '1', 'O' => '0', 'U' => 'V', _ => c }).ToArray();
        return letters.Length == 12 ? $"{new string(letters, 0, 4)}-{new string(letters, 4, 4)}-{new string(letters, 8, 4)}" : null;
    }
}
