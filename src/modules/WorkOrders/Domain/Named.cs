using Haochaping.Evaluations.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>用语 — what officials read for the codes of an order; also the keys of the English words.</summary>
internal static class Named
{
    public static string Word(OrderState state) => state switch
    {
        OrderState.Dispatched => Words.Key("待签收"),
        OrderState.Accepted => Words.Key("核实中"),
        OrderState.Rectifying => Words.Key("整改中"),
        OrderState.Explaining => Words.Key("解释说明中"),
        OrderState.Auditing => Words.Key("待审核"),
        OrderState.Handled => Words.Key("已办结"),
        OrderState.Closed => Words.Key("已归档"),
        OrderState.Voided => Words.Key("已作废"),
    };

    public static string Word(OrderAct act) => act switch
    {
        OrderAct.Opened => Words.Key("生成工单"),
        OrderAct.Forwarded => Words.Key("转办"),
        OrderAct.Returned => Words.Key("退回"),
        OrderAct.Accepted => Words.Key("签收"),
        OrderAct.Contacted => Words.Key("回访核实"),
        OrderAct.Verified => Words.Key("核实结论"),
        OrderAct.MeasureTaken => Words.Key("整改措施"),
        OrderAct.Shared => Words.Key("指定协办"),
        OrderAct.SubtaskReported => Words.Key("整改填报"),
        OrderAct.Released => Words.Key("解除协办"),
        OrderAct.Extended => Words.Key("延期"),
        OrderAct.Submitted => Words.Key("提交结果审核"),
        OrderAct.Drafted => Words.Key("拟答复"),
        OrderAct.Audited => Words.Key("结果审核"),
        OrderAct.Filed => Words.Key("报上级备案"),
        OrderAct.Handled => Words.Key("办结"),
        OrderAct.Replied => Words.Key("答复评价人"),
        OrderAct.Talked => Words.Key("约谈整改"),
        OrderAct.Visited => Words.Key("满意度回访"),
        OrderAct.UnitGraded => Words.Key("对协办单位的评价"),
        OrderAct.Reopened => Words.Key("重新整改"),
        OrderAct.Closed => Words.Key("归档"),
        OrderAct.Overdue => Words.Key("标记超期"),
        OrderAct.Reminded => Words.Key("催办"),
        OrderAct.Urged => Words.Key("督办"),
        OrderAct.Listed => Words.Key("挂牌督办"),
        OrderAct.Unlisted => Words.Key("摘牌"),
        OrderAct.Voided => Words.Key("申诉成立，工单作废"),
        OrderAct.Recalculated => Words.Key("期限重算"),
        OrderAct.RaterSeen => Words.Key("查看联系方式"),
        OrderAct.Joined => Words.Key("并入差评、投诉"),
        OrderAct.Received => Words.Key("接收外来工单"),
    };

    /// <summary>Who sent an order: a role of the route by its word, anybody else by name.</summary>
    public static string Sender(string sender) => Enum.TryParse<Party>(sender, out var party) ? Parties.Word(party) : sender;

    /// <summary>What joined an order: a rating with its grade, or a complaint.</summary>
    public static IReadOnlyList<string> Joining(SubjectKind? kind, Level? level) => kind is { } rated && level is { } grade ? [Word(rated), grade.Word()] : [Words.Key("投诉")];

    public static string Word(SubjectKind kind) => kind switch
    {
        SubjectKind.Service or SubjectKind.Visit or SubjectKind.Contact or SubjectKind.Batch or SubjectKind.Theme => Words.Key("总体评价"),
        SubjectKind.ThemeItem => Words.Key("关联业务"),
        SubjectKind.TurnedAway => Words.Key("到访评价"),
        SubjectKind.ReceiptStage or SubjectKind.ReceivedStage => Words.Key("收件环节"),
        SubjectKind.AcceptedStage => Words.Key("受理环节"),
        SubjectKind.DecidedStage => Words.Key("决定环节"),
        SubjectKind.CertificateStage => Words.Key("出证环节"),
    };

    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.True => Words.Key("属实"),
        Verdict.PartlyTrue => Words.Key("部分属实"),
        Verdict.Untrue => Words.Key("不属实"),
    };

    public static string Word(Triage triage) => triage switch
    {
        Triage.Simple => Words.Key("情况清楚、诉求合理（立行立改）"),
        Triage.Complex => Words.Key("情况复杂（建立台账、限期整改）"),
        Triage.NoLegalBasis => Words.Key("缺乏法定依据（解释说明）"),
        Triage.Unsolvable => Words.Key("确实无法解决（解释说明）"),
    };

    public static string Word(CauseKind cause) => cause switch
    {
        CauseKind.Staff => Words.Key("人员"),
        CauseKind.Process => Words.Key("流程"),
        CauseKind.Platform => Words.Key("平台"),
    };

    public static string Word(ContactMethod method) => method switch
    {
        ContactMethod.Phone => Words.Key("电话"),
        ContactMethod.Sms => Words.Key("短信"),
        ContactMethod.Online => Words.Key("网上"),
        ContactMethod.Visit => Words.Key("上门"),
    };

    public static string Word(ContactResult result) => result switch
    {
        ContactResult.Reached => Words.Key("已联系上"),
        ContactResult.NotReached => Words.Key("本次未接通"),
        ContactResult.Unreachable => Words.Key("未联系上"),
    };

    public static string Word(HandlingMethod method) => method switch
    {
        HandlingMethod.Explain => Words.Key("解释说明"),
        HandlingMethod.DecideOnSpot => Words.Key("当场裁定"),
        HandlingMethod.Commitment => Words.Key("承诺答复"),
        HandlingMethod.Rectify => Words.Key("整改"),
        HandlingMethod.Revisit => Words.Key("回访"),
    };

    public static string Word(WarningStep step) => step switch
    {
        WarningStep.Handler => Words.Key("承办单位"),
        WarningStep.Superior => Words.Key("主管部门"),
    };

    /// <summary>审核结论.</summary>
    public static string Audit(bool approved) => approved ? Words.Key("审核通过") : Words.Key("退回重办");

    public static string Word(ClockSide side) => side switch
    {
        ClockSide.Citizen => Words.Key("对群众的承诺"),
        ClockSide.Unit => Words.Key("承办单位时限"),
        ClockSide.Reviewer => Words.Key("审核、回访时限"),
    };

    public static string Word(OrderOutcome outcome) => outcome switch
    {
        OrderOutcome.Rectified => Words.Key("已整改"),
        OrderOutcome.Explained => Words.Key("已解释说明"),
    };

    public static string Word(VisitResult visit) => visit switch
    {
        VisitResult.Visited => Words.Key("已回访"),
        VisitResult.Unreachable => Words.Key("未联系上"),
        VisitResult.NotRequired => Words.Key("按规则不回访"),
    };
}
