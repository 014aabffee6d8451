using Haochaping.Kernel.Actors;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Exchange.Features;

/// <summary>对接方 — a platform outside that orders go to or come from.</summary>
/// <param name="Name">Where it is a role of a pack's route, for example <c>Hotline12345</c>, that desk is theirs.</param>
/// <param name="Url">Where letters go; null: it only sends.</param>
/// <param name="KeyId">The name they know us by.</param>
/// <param name="Secret">Shared by these two and nobody else; signs both ways, each time with the signer's name.</param>
/// <param name="Timeout">How long one attempt may take.</param>
internal sealed record Partner(string Name, Uri? Url, string KeyId, string Secret, TimeSpan Timeout)
{
    private const int ShortestSecret = 16;

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(Partner)} {Name}";

    /// <summary>Who acts where they act here.</summary>
    public Actor Actor => ActorOf(Name);

    /// <summary>Who acts where a partner of this name acts here.</summary>
    public static Actor ActorOf(string name) => new(ActorKind.Client, name);

    internal string? Complaint() => this switch
    {
        { Secret.Length: < ShortestSecret } => $"Exchange__Partners__{Name}__Secret 至少 {ShortestSecret} 个字符：双方靠它辨认函件。",
        { Url: { Scheme: not "https", IsLoopback: false } } => $"Exchange__Partners__{Name}__Url 必须是 https 地址：评价内容不能明文传输。",
        { Url: not null } when !KeyId.All(char.IsAscii) => $"Exchange__Partners__{Name}__KeyId 只能用英文字母、数字和符号：它写在请求头中。",
        { Url: not null, KeyId.Length: 0 } => $"已设置对接方 {Name} 的地址，但没有 Exchange__Partners__{Name}__KeyId：请填写对方给本系统的标识。",
        { Url: not null } when KeyId == Name => $"Exchange__Partners__{Name}__KeyId 不能与对接方同名：双方的签名靠名称区分。",
        _ => null,
    };
}

/// <summary>对接设置 — section <c>Exchange:Partners</c>, read once; what is wrong stops the start with a sentence.</summary>
internal sealed record Partners(IReadOnlyList<Partner> All)
{
    public static Partners Read(IConfiguration configuration)
    {
        List<Partner> all = [.. configuration.GetSection("Exchange:Partners").GetChildren().Select(p => new Partner(
            p.Key, p["Url"] is { Length: > 0 } url ? Address(p.Key, url) : null, p["KeyId"] ?? "", p["Secret"] ?? "", p.GetValue("Timeout", TimeSpan.FromSeconds(10))))];
        if (all.GroupBy(p => p.Secret).FirstOrDefault(g => g.Key.Length > 0 && g.Count() > 1) is { } shared)
        {
            throw new InvalidOperationException($"对接方 {string.Join("、", shared.Select(p => p.Name))} 的 Secret 相同：请为每个对接方设置不同的密钥，否则一方可以冒充另一方。");
        }

        return all.Select(p => p.Complaint()).OfType<string>().FirstOrDefault() is { } complaint ? throw new InvalidOperationException(complaint) : new(all);
    }

    private static Uri Address(string name, string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address
        : throw new InvalidOperationException($"Exchange__Partners__{name}__Url“{url}”不是地址：请填写完整的 https:// 地址。");

    /// <summary>The partner of this name, or null.</summary>
    public Partner? Find(string? name) => All.FirstOrDefault(p => p.Name == name);
}
