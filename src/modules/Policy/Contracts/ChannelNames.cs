using Haochaping.Ui;

namespace Haochaping.Policy.Contracts;

/// <summary>评价渠道名称 — the place's own name of a channel, else the house's word.</summary>
public static class ChannelNames
{
    /// <summary>The name to show; the code itself where nobody knows it.</summary>
    /// <param name="pack">Whose names.</param>
    /// <param name="code">As the pack spells it: <c>window_device</c>.</param>
    /// <param name="words">Language of the page.</param>
    public static string Of(RulePack pack, string code, Words words)
    {
        if (!Enum.TryParse<ChannelKind>(code.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var kind))
        {
            return code;
        }

        var channels = pack.Channels;
        var named = channels.Online.Concat(channels.Onsite).Concat(channels.Hotline).Concat(channels.Paper).Concat(channels.Other);
        return named.FirstOrDefault(c => c.Code == kind && c.LocalName is not null).LocalName ?? words[Word(kind)];
    }

    private static string Word(ChannelKind kind) => kind switch
    {
        ChannelKind.Website => Words.Key("政务服务网"),
        ChannelKind.App => Words.Key("移动端"),
        ChannelKind.MiniProgram => Words.Key("小程序"),
        ChannelKind.Qr => Words.Key("二维码"),
        ChannelKind.Sms => Words.Key("短信"),
        ChannelKind.Intermediary => Words.Key("中介服务超市"),
        ChannelKind.CityWebsiteColumn => Words.Key("市网站专栏"),
        ChannelKind.OnlineSystem => Words.Key("网上系统"),
        ChannelKind.PcWebsite => Words.Key("电脑端网站"),
        ChannelKind.RatingPage => Words.Key("评价页"),
        ChannelKind.WindowDevice => Words.Key("现场 · 评价器"),
        ChannelKind.WindowQr => Words.Key("现场 · 窗口二维码"),
        ChannelKind.ReceiptDynamicQr => Words.Key("现场 · 回执二维码"),
        ChannelKind.Kiosk => Words.Key("自助终端"),
        ChannelKind.PartnerOutlet => Words.Key("合作网点"),
        ChannelKind.Hall => Words.Key("大厅"),
        ChannelKind.Window => Words.Key("窗口"),
        ChannelKind.DedicatedPc => Words.Key("现场 · 专用电脑"),
        ChannelKind.HotlineVoice => Words.Key("热线语音"),
        ChannelKind.HotlineSms => Words.Key("热线短信"),
        ChannelKind.PhoneRevisitRating => Words.Key("电话回访评价"),
        ChannelKind.PaperForm => Words.Key("纸质表"),
        ChannelKind.EvaluationBox => Words.Key("评价箱"),
    };
}
