using Haochaping.Notifications.Domain;
using Haochaping.Notifications.Storage;
using Haochaping.Ui;

namespace Haochaping.Notifications.Features;

/// <summary>状态用语 — how the page says a state.</summary>
internal static class OutboxWords
{
    public static string Word(this MessageState state) => state switch
    {
        MessageState.Queued => Words.Key("待发送"),
        MessageState.Sending => Words.Key("发送中"),
        MessageState.Sent => Words.Key("已发送"),
        MessageState.Delivered => Words.Key("已送达"),
        MessageState.Failed => Words.Key("发送失败"),
        MessageState.Undeliverable => Words.Key("无法送达"),
        MessageState.OptedOut => Words.Key("已退订"),
        MessageState.Expired => Words.Key("已过时"),
        MessageState.Cancelled => Words.Key("已取消"),
        MessageState.Shown => Words.Key("仅演示"),
    };

    public static Tone Tone(this MessageState state) => state switch
    {
        MessageState.Delivered => Ui.Tone.Ok,
        MessageState.Failed or MessageState.Undeliverable => Ui.Tone.Bad,
        MessageState.Expired => Ui.Tone.Warn,
        MessageState.Queued or MessageState.Sending or MessageState.Sent or MessageState.Cancelled or MessageState.Shown or MessageState.OptedOut => Ui.Tone.Plain,
    };

    /// <summary>Since when, or from when on.</summary>
    public static string When(this OutboxMessage row, Words t) => row.State switch
    {
        MessageState.Queued => t["{0} 起发送", row.DueAt],
        MessageState.Sending => "",
        MessageState.Sent or MessageState.Delivered or MessageState.Failed or MessageState.Undeliverable or MessageState.OptedOut or MessageState.Expired or MessageState.Cancelled or MessageState.Shown => t.Moment(row.DueAt),
    };

    /// <summary>What an operator can make of a code; the code itself where we know no better.</summary>
    public static string Error(string code) => code switch
    {
        "no-phone" => Words.Key("没有手机号或已删除"),
        "timeout" => Words.Key("网关超时"),
        _ => code,
    };
}
