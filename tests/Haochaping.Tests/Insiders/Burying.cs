namespace Haochaping.Tests.Insiders;

/// <summary>压下 — the order is not worked on, only seemingly, or by the wrong hands.</summary>
internal static class Burying
{
    public static IReadOnlyList<Attempt> Tries { get; } =
    [
        new("外单位承办", "签收别人的工单", here => here.ActAsync("外单位承办", "accept", new { officer = "1024" })),
        new("话务员", "签收工单", here => here.ActAsync("话务员", "accept", new { officer = "1024" })),
        new("查看人员", "签收工单", here => here.ActAsync("查看人员", "accept", new { officer = "1024" })),
        new("承办人员", "不写理由退回", here => here.ActAsync("承办人员", "return", new { reason = " " })),
        new("承办人员", "转给不存在的单位", here => here.ActAsync("承办人员", "forward", new { unit = "NOBODY" })),
        new("承办人员", "未签收就办结", here => here.ActAsync("承办人员", "report", Result)),
        new("承办人员", "未签收就核实", here => here.ActAsync("承办人员", "verify", Untrue)),
        new("承办人员", "未办结就登记群众满意", here => here.ActAsync("承办人员", "visit", Pleased)),
        new("市主管甲", "替承办单位办结", here => here.ActAsync("市主管甲", "report", Result)),
        new("承办人员", "签收，并指定回访专人", here => here.ActAsync("承办人员", "accept", new { officer = "1024" })),
        new("承办人员", "再签收一次，换一个专人", here => here.ActAsync("承办人员", "accept", new { officer = "1025" })),
        new("承办人员", "没有联系群众就办结", here => here.ActAsync("承办人员", "report", Result)),
        new("承办人员", "登记已联系，不写录音编号", here => here.ActAsync("承办人员", "contact", new { method = "phone", reached = true, note = "已联系" })),
        new("承办人员", "登记已联系群众", here => here.ActAsync("承办人员", "contact", new { method = "phone", reached = true, recording = "R-1", note = "群众反映等待时间长" })),
        new("承办人员", "不写情况，认定不属实", here => here.ActAsync("承办人员", "verify", new { verdict = "untrue", triage = "simple", cause = "process" })),
        new("承办人员", "按旧页面认定（别人已先动过）", here => here.ActAsync("承办人员", "verify", new { verdict = "untrue", triage = "simple", cause = "process", finding = "不属实", version = 0 })),
        new("承办人员", "写明情况，认定属实", here => here.ActAsync("承办人员", "verify", new { verdict = "true", triage = "complex", cause = "process", finding = "叫号系统故障" })),
        new("承办人员", "属实以后改认不属实", here => here.ActAsync("承办人员", "verify", Untrue)),
        new("承办人员", "延期不写理由", here => here.ActAsync("承办人员", "extend", new { newDay = "2020-12-01" })),
        new("承办人员", "延期一年（江西没有上限，须写理由并告知群众）", here => here.ActAsync("承办人员", "extend", new { reason = "设备到货推迟", newDay = "2021-12-01" })),
        new("承办人员", "不写结果就办结", here => here.ActAsync("承办人员", "report", new { reply = "已整改" })),
        new("承办人员", "不答复群众就办结", here => here.ActAsync("承办人员", "report", new { result = "已更换叫号设备" })),
        new("承办人员", "自己把工单移出挂牌督办", here => here.ActAsync("承办人员", "unlist", new { reason = "已好转" })),
        new("承办人员", "自己审核自己的结果", here => here.ActAsync("承办人员", "audit", new { approved = true })),
        new("审计员", "插手办理", here => here.ActAsync("审计员", "report", Result)),
        new("承办人员", "写明结果和答复，办结", here => here.ActAsync("承办人员", "report", Result)),
        new("承办人员", "办结以后再延期", here => here.ActAsync("承办人员", "extend", new { reason = "还要些时间", newDay = "2020-12-01" })),
        new("承办人员", "办结以后再查看评价人的联系方式", here => here.ActAsync("承办人员", "rater")),
        new("市主管甲", "为回访查看评价人的联系方式", here => here.ActAsync("市主管甲", "rater")),
        new("承办人员", "自己回访自己办的工单，登记满意", here => here.ActAsync("承办人员", "visit", Pleased)),
        new("市主管甲", "登记回访，不写群众满意不满意", here => here.ActAsync("市主管甲", "visit", new { method = "phone", reached = true })),
        new("外单位承办", "替别人登记群众满意", here => here.ActAsync("外单位承办", "visit", Pleased)),
        new("市主管甲", "回访：群众仍不满意，重新办理", here => here.ActAsync("市主管甲", "visit", new { method = "phone", reached = true, satisfaction = "dissatisfied", note = "还在排长队" })),
    ];

    private static object Result => new { result = "已更换叫号设备", reply = "已整改，谢谢您的意见。" };

    private static object Untrue => new { verdict = "untrue", triage = "simple", cause = "process", finding = "不属实" };

    private static object Pleased => new { method = "phone", reached = true, satisfaction = "verySatisfied", note = "满意" };
}
