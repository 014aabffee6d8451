using Haochaping.Channels.Domain;
using Haochaping.Identity.Contracts;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Channels.Features.Portal;

/// <summary>门户登录设置 — section <c>Portal:Oidc</c>; without an authority nobody can sign in and nothing else is needed.</summary>
/// <param name="Authority">统一身份认证: the issuer of the OpenID provider.</param>
/// <param name="ClientId">What the house is called there.</param>
/// <param name="ClientSecret">The secret it shares with the house.</param>
/// <param name="Scopes">What is asked for.</param>
/// <param name="Claims">How its claims are read.</param>
internal sealed record PortalSettings(Uri? Authority, string ClientId, string ClientSecret, IReadOnlyList<string> Scopes, PortalClaims Claims)
{
    /// <summary>Whether citizens can sign in here.</summary>
    public bool IsOn => Authority is not null;

    public static PortalSettings From(IConfiguration configuration)
    {
        var oidc = configuration.GetSection("Portal:Oidc");
        var claims = new PortalClaims(
            oidc["RaterClaim"] ?? "certificate_number",
            oidc["RaterKindClaim"],
            oidc.GetSection("RaterKinds").GetChildren().ToDictionary(c => c.Key, c => Kind(c.Value, c.Path)),
            oidc["RaterKind"] is { } kind ? Kind(kind, "Portal:Oidc:RaterKind") : CertificateKind.ResidentIdCard);
        if (string.IsNullOrWhiteSpace(oidc["Authority"]))
        {
            return new(null, "", "", [], claims);
        }

        return Uri.TryCreate(oidc["Authority"], UriKind.Absolute, out var authority) && (authority.Scheme == Uri.UriSchemeHttps || authority.IsLoopback)
            ? new(authority, Needed(oidc, "ClientId"), Needed(oidc, "ClientSecret"), (oidc["Scope"] ?? "openid").Split(' ', StringSplitOptions.RemoveEmptyEntries), claims)
            : throw new InvalidOperationException($"Portal:Oidc:Authority“{oidc["Authority"]}”不是统一身份认证的地址：应以 https:// 开头（仅本机可用 http://）。");
    }

    private static string Needed(IConfigurationSection oidc, string name) => oidc[name] is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"已设置 Portal:Oidc:Authority，还须设置 Portal:Oidc:{name}。");

    private static CertificateKind Kind(string? word, string setting) => Enum.TryParse<CertificateKind>(word, ignoreCase: true, out var kind) && Enum.IsDefined(kind)
        ? kind
        : throw new InvalidOperationException($"{setting} 不认识“{word}”，可填：{string.Join("、", Enum.GetNames<CertificateKind>())}。");
}
