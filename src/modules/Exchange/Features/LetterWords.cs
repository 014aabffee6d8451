using Haochaping.Exchange.Domain;
using Haochaping.Ui;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.Exchange.Features;

/// <summary>函件用语 — how the page says states, acts and errors.</summary>
internal static class LetterWords
{
    public static string Word(this LetterState state) => state switch
    {
        LetterState.Waiting => Words.Key("待发送"),
        LetterState.Delivered => Words.Key("已送达"),
        LetterState.Refused => Words.Key("被拒"),
        LetterState.Failed => Words.Key("发送失败"),
        LetterState.Applied => Words.Key("已照办"),
    };

    public static Tone Tone(this LetterState state) => state switch
    {
        LetterState.Delivered or LetterState.Applied => Ui.Tone.Ok,
        LetterState.Refused or LetterState.Failed => Ui.Tone.Bad,
        LetterState.Waiting => Ui.Tone.Plain,
    };

    public static string Word(this OrderWordKind act) => act switch
    {
        OrderWordKind.Opened => Words.Key("生成工单"),
        OrderWordKind.Forwarded => Words.Key("转办"),
        OrderWordKind.Returned => Words.Key("退回"),
        OrderWordKind.Accepted => Words.Key("签收"),
        OrderWordKind.Contacted => Words.Key("回访核实"),
        OrderWordKind.Verified => Words.Key("核实结论"),
        OrderWordKind.MeasureTaken => Words.Key("整改措施"),
        OrderWordKind.Extended => Words.Key("延期"),
        OrderWordKind.Talked => Words.Key("约谈整改"),
        OrderWordKind.Handled => Words.Key("办结"),
        OrderWordKind.Visited => Words.Key("满意度回访"),
        OrderWordKind.Urged => Words.Key("督办"),
        OrderWordKind.Voided => Words.Key("作废"),
    };

    /// <summary>What a person can make of a code; the code itself where we know no better.</summary>
    public static string Error(string code) => code switch
    {
        "timeout" => Words.Key("对方超时未答"),
        "ConnectionError" or "NameResolutionError" or "ResponseEnded" or "SecureConnectionError" or "cut-off" => Words.Key("网络不通或中断"),
        "signature-wrong" => Words.Key("签名不符：请核对密钥和时钟"),
        "letter-early" => Words.Key("前面的函件还没有到"),
        "letter-differs" => Words.Key("同一序号已有另一内容"),
        "order-state" => Words.Key("与工单目前状态矛盾"),
        "order-form" => Words.Key("内容不全"),
        "unknown-institution" or "unit-unknown" => Words.Key("机构目录中没有该单位"),
        _ => code,
    };
}
