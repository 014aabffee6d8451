using Haochaping.Ui;

namespace Haochaping.Evaluations.Contracts;

/// <summary>投诉用语 — the Chinese words of the kinds of complaints.</summary>
public static class ComplaintWords
{
    /// <summary>The key of the word.</summary>
    public static string Of(ComplaintKind kind) => kind switch
    {
        ComplaintKind.Attitude => Words.Key("服务态度"),
        ComplaintKind.Delay => Words.Key("办理超时、拖延"),
        ComplaintKind.Refusal => Words.Key("推诿、拒绝办理"),
        ComplaintKind.Procedure => Words.Key("材料、流程不合理"),
        ComplaintKind.Fees => Words.Key("违规收费"),
        ComplaintKind.Facilities => Words.Key("设施、环境"),
        ComplaintKind.Platform => Words.Key("网上平台、系统故障"),
        ComplaintKind.Misconduct => Words.Key("违规违纪"),
        ComplaintKind.Other => Words.Key("其他问题"),
    };
}
