using Haochaping.Identity.Contracts;
using Haochaping.Ui;

namespace Haochaping.Identity.Features.AccessLog;

/// <summary>The words for what data were read for.</summary>
internal static class PurposeWords
{
    public static string Of(Purpose purpose) => purpose switch
    {
        Purpose.Invitation => Words.Key("发送评价邀请"),
        Purpose.Reminder => Words.Key("发送评价提醒"),
        Purpose.Progress => Words.Key("告知整改进展"),
        Purpose.Answer => Words.Key("答复短信"),
        Purpose.ProofCode => Words.Key("发送核验验证码"),
        Purpose.Contact => Words.Key("核实差评"),
        Purpose.SatisfactionVisit => Words.Key("满意度回访"),
        Purpose.Verification => Words.Key("核实评价和投诉"),
        Purpose.Entry => Words.Key("录入评价表"),
        Purpose.Appeal => Words.Key("处理申诉"),
        Purpose.Exchange => Words.Key("向上级平台汇聚"),
        Purpose.OwnRequest => Words.Key("本人查询"),
        Purpose.Correction => Words.Key("更正个人信息"),
        Purpose.Inspection => Words.Key("监督检查"),
    };
}
