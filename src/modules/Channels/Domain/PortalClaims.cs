using System.Security.Claims;
using Haochaping.Identity.Contracts;

namespace Haochaping.Channels.Domain;

/// <summary>登录声明 — where the place's 统一身份认证 says whose certificate it is, and in which words.</summary>
/// <param name="Number">The claim with the certificate number; a stable subject where the business systems report that one (then <paramref name="Kind"/> is other).</param>
/// <param name="KindClaim">The claim with the kind of certificate; null where it is always the same.</param>
/// <param name="Kinds">Their word for a kind → ours.</param>
/// <param name="Kind">The kind where no claim tells it.</param>
internal sealed record PortalClaims(string Number, string? KindClaim, IReadOnlyDictionary<string, CertificateKind> Kinds, CertificateKind Kind)
{
    /// <summary>
    /// The certificate, as a case would report it; null where the provider gives none, or a kind that nobody has mapped: a wrong kind would
    /// make a stranger of a known person.
    /// </summary>
    public PersonalData? Read(ClaimsPrincipal? citizen)
    {
        var number = citizen?.FindFirst(Number)?.Value;
        var word = KindClaim is null ? null : citizen?.FindFirst(KindClaim)?.Value;
        CertificateKind? kind = word is null ? Kind : Kinds.TryGetValue(word, out var mapped) ? mapped : Enum.TryParse(word, ignoreCase: true, out mapped) && Enum.IsDefined(mapped) ? mapped : null;
        return string.IsNullOrWhiteSpace(number) || kind is null ? null : new PersonalData(null, kind, number, null, null);
    }
}
