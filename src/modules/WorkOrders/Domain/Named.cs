using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>用语 — what officials read for the codes of an order; also the keys of the English words.</summary>
internal static class Named
{
    public static string Word(OrderState state) => state switch
    {
        OrderState.Dispatched => "待签收",
        OrderState.Accepted => "核实中",
        OrderState.Rectifying => "整改中",
        OrderState.Explaining => "解释说明中",
        OrderState.Handled => "已办结",
        OrderState.Closed => "已归档",
    };

    public static string Word(OrderAct act) => act switch
    {
        OrderAct.Opened => "生成工单",
        OrderAct.Forwarded => "转办",
        OrderAct.Returned => "退回",
        OrderAct.Accepted => "签收",
        OrderAct.Contacted => "回访核实",
        OrderAct.Verified => "核实结论",
        OrderAct.MeasureTaken => "整改措施",
        OrderAct.SubtaskReported => "乡镇（村）整改填报",
        OrderAct.Extended => "延期",
        OrderAct.Handled => "办结",
        OrderAct.Replied => "答复评价人",
        OrderAct.Talked => "约谈整改",
        OrderAct.Visited => "满意度回访",
        OrderAct.Reopened => "重新整改",
        OrderAct.Closed => "归档",
        OrderAct.Overdue => "标记超期",
        OrderAct.Urged => "督办",
        OrderAct.RaterSeen => "查看联系方式",
    };

    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.True => "属实",
        Verdict.PartlyTrue => "部分属实",
        Verdict.Untrue => "不属实",
    };

    public static string Word(Triage triage) => triage switch
    {
        Triage.Simple => "情况清楚、诉求合理（立行立改）",
        Triage.Complex => "情况复杂（建立台账、限期整改）",
        Triage.NoLegalBasis => "缺乏法定依据（解释说明）",
        Triage.Unsolvable => "确实无法解决（解释说明）",
    };

    public static string Word(CauseKind cause) => cause switch
    {
        CauseKind.Staff => "人员",
        CauseKind.Process => "流程",
        CauseKind.Platform => "平台",
    };

    public static string Word(ContactMethod method) => method switch
    {
        ContactMethod.Phone => "电话",
        ContactMethod.Sms => "短信",
        ContactMethod.Online => "网上",
        ContactMethod.Visit => "上门",
    };

    public static string Word(ContactResult result) => result switch
    {
        ContactResult.Reached => "已联系上",
        ContactResult.NotReached => "本次未接通",
        ContactResult.Unreachable => "未联系上",
    };

    public static string Word(HandlingMethod method) => method switch
    {
        HandlingMethod.Explain => "解释说明",
        HandlingMethod.DecideOnSpot => "当场裁定",
        HandlingMethod.Commitment => "承诺答复",
        HandlingMethod.Rectify => "整改",
        HandlingMethod.Revisit => "回访",
    };

    public static string Word(ClockSide side) => side switch
    {
        ClockSide.Citizen => "对群众的承诺",
        ClockSide.Unit => "承办单位时限",
    };

    public static string Word(OrderOutcome outcome) => outcome switch
    {
        OrderOutcome.Rectified => "已整改",
        OrderOutcome.Explained => "已解释说明",
    };

    public static string Word(VisitResult visit) => visit switch
    {
        VisitResult.Visited => "已回访",
        VisitResult.Unreachable => "未联系上",
        VisitResult.NotRequired => "按规则不回访",
    };
}
