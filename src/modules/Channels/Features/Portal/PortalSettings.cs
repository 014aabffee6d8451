using Haochaping.Channels.Domain;
using Haochaping.Identity.Contracts;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Channels.Features.Portal;

/// <summary>门户登录设置 — section <c>Portal:Oidc</c>; without an authority nobody can sign in and nothing else is needed.</summary>
/// <param name="Provider">统一身份认证; null: citizens cannot sign in here.</param>
/// <param name="Claims">How its claims are read.</param>
internal sealed record PortalSettings(OpenIdClient? Provider, PortalClaims Claims)
{
    /// <summary>Whether citizens can sign in here.</summary>
    public bool IsOn => Provider is not null;

    public static PortalSettings From(IConfiguration configuration)
    {
        var oidc = configuration.GetSection("Portal:Oidc");
        var claims = new PortalClaims(
            oidc["RaterClaim"] ?? "certificate_number",
            oidc["RaterKindClaim"],
            oidc.GetSection("RaterKinds").GetChildren().ToDictionary(c => c.Key, c => Kind(c.Value, c.Path)),
            oidc["RaterKind"] is { } kind ? Kind(kind, "Portal:Oidc:RaterKind") : CertificateKind.ResidentIdCard);
        return new(OpenIdClient.From(oidc), claims);
    }

    private static CertificateKind Kind(string? word, string setting) => Enum.TryParse<CertificateKind>(word, ignoreCase: true, out var kind) && Enum.IsDefined(kind)
        ? kind
        : throw new InvalidOperationException($"{setting} 不认识“{word}”，可填：{string.Join("、", Enum.GetNames<CertificateKind>())}。");
}
