using System.Security.Cryptography;
using System.Text;
using Haochaping.Identity.Contracts;

namespace Haochaping.Identity.Domain;

/// <summary>个人信息的规范写法 — the same person, written twice in two ways, must be the same person.</summary>
internal static class Persons
{
    private const int FewestDigits = 4;

    extension(PersonalData person)
    {
        /// <summary>Blank is absent; certificates in capitals without gaps; phones as bare digits without the country code.</summary>
        public PersonalData Tidy() => person with
        {
            Name = Text(person.Name),
            CertificateNumber = Compact(person.CertificateNumber),
            Phone = Dialled(person.Phone),
            Address = Text(person.Address),
            CertificateKind = Compact(person.CertificateNumber) is null ? null : person.CertificateKind ?? CertificateKind.Other,
        };

        /// <summary>What is newly said overwrites, what is not said stays.</summary>
        public PersonalData With(PersonalData newer) => new(
            newer.Name ?? person.Name,
            newer.CertificateKind ?? person.CertificateKind,
            newer.CertificateNumber ?? person.CertificateNumber,
            newer.Phone ?? person.Phone,
            newer.Address ?? person.Address);

        /// <summary>The form for everybody.</summary>
        public MaskedPerson Mask() => new(Stars(person.Name, 1, 0), Stars(person.CertificateNumber, 3, 2), Stars(person.Phone, 3, 4));

        /// <summary>Do these characters end the certificate or phone? In a time that does not tell how many were right.</summary>
        public bool EndsWith(ProofKind kind, string digits)
        {
            var known = kind switch
            {
                ProofKind.Certificate => person.CertificateNumber,
                ProofKind.Phone => person.Phone,
            };
            var given = Compact(digits) ?? "";
            return given.Length >= FewestDigits
                && known is not null
                && known.Length >= given.Length
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(known[^given.Length..]), Encoding.UTF8.GetBytes(given));
        }
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static string? Compact(string? value)
    {
        var kept = string.Concat((value ?? "").Select(Narrow).Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return kept.Length == 0 ? null : kept;
    }

    private static string? Dialled(string? value)
    {
        var digits = string.Concat((value ?? "").Select(Narrow).Where(char.IsAsciiDigit));
        return digits switch
        {
            "" => null,
            { Length: 13 } when digits.StartsWith("86", StringComparison.Ordinal) => digits[2..],
            { Length: 15 } when digits.StartsWith("0086", StringComparison.Ordinal) => digits[4..],
            _ => digits,
        };
    }

    // Full-width digits and letters (U+FF01…FF5E) come from Chinese input methods.
    private static char Narrow(char c) => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c;

    private static string? Stars(string? value, int head, int tail) =>
        value is null ? null
        : value.Length <= head + tail ? new string('*', value.Length)
        : value[..head] + new string('*', value.Length - head - tail) + value[^tail..];
}
