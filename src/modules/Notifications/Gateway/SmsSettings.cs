using Haochaping.Notifications.Domain;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Notifications.Gateway;

/// <summary>短信设置 — section <c>Notifications</c>, read once; what is wrong stops the start with a sentence.</summary>
/// <param name="Url">The gateway, or null; <c>demo:</c> shows messages only.</param>
/// <param name="Key">Shared secret of requests and delivery reports.</param>
/// <param name="Signature">短信签名 that the gateway puts in front.</param>
/// <param name="Timeout">How long one attempt may take.</param>
/// <param name="PublicUrl">What links begin with.</param>
/// <param name="Delivery">Night hours and attempts.</param>
internal sealed record SmsSettings(Uri? Url, string Key, string Signature, TimeSpan Timeout, Uri? PublicUrl, Delivery Delivery)
{
    private const int ShortestKey = 16;

    /// <summary>Messages are shown, never sent.</summary>
    public bool IsDemo => Url?.Scheme == "demo";

    /// <summary>Reads the settings.</summary>
    public static SmsSettings Read(IConfiguration configuration)
    {
        var sms = configuration.GetSection("Notifications:Sms");
        var quiet = configuration.GetSection("Notifications:Quiet");
        var settings = new SmsSettings(
            sms["Url"] is { Length: > 0 } url ? new Uri(url) : null,
            sms["Key"] ?? "",
            sms["Signature"] ?? "",
            sms.GetValue("Timeout", TimeSpan.FromSeconds(10)),
            configuration["PublicUrl"] is { Length: > 0 } publicUrl ? new Uri(publicUrl) : null,
            new Delivery(
                new QuietHours(quiet.GetValue("From", new TimeOnly(21, 0)), quiet.GetValue("Until", new TimeOnly(8, 0))),
                configuration.GetValue("Notifications:MaxAttempts", 12)));
        return settings.Complaint() is { } complaint ? throw new InvalidOperationException(complaint) : settings;
    }

    /// <summary>What goes over the air: the text and, where there is one, the full link.</summary>
    public string Compose(string text, string? link) => link is null ? text : $"{text} {PublicUrl!.AbsoluteUri.TrimEnd('/')}/{link.TrimStart('/')}";

    private string? Complaint() => this switch
    {
        { Url: null } or { IsDemo: true, PublicUrl: not null } => null,
        { PublicUrl: null } => "已设置短信网关，但没有对外地址：请设置 PublicUrl，短信里的链接以它开头。",
        { Url: { Scheme: not "https", IsLoopback: false } } => "Notifications__Sms__Url 必须是 https 地址：手机号不能明文传输。",
        { Key.Length: < ShortestKey } => $"Notifications__Sms__Key 至少 {ShortestKey} 个字符：网关靠它辨认请求，平台靠它辨认送达回执。",
        _ => null,
    };
}
