using System.Globalization;

namespace Haochaping.Channels.Domain;

/// <summary>表号 — batch, place in the batch and two check digits (ISO 7064 MOD 97-10), so that a slip of the hand finds no other form.</summary>
internal static class Serial
{
    /// <summary>For example <c>00012-003-47</c>.</summary>
    public static string Of(int batch, int place)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{batch:D5}{place:D3}");
        var check = 98 - (long.Parse(body, CultureInfo.InvariantCulture) * 100 % 97);
        return string.Create(CultureInfo.InvariantCulture, $"{body[..5]}-{body[5..]}-{check:D2}");
    }

    /// <summary>The serial as it is written, from whatever was typed or scanned; null where the check digits do not fit.</summary>
    public static string? Read(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(char.IsAsciiDigit));
        return digits.Length == 10 && long.Parse(digits, CultureInfo.InvariantCulture) % 97 == 1 ? $"{digits[..5]}-{digits[5..8]}-{digits[8..]}" : null;
    }
}
