using Haochaping.Appeals.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;

namespace Haochaping.Appeals.Domain;

/// <summary>用语 — what officials read for the codes of an appeal; also the keys of the English words.</summary>
internal static class Named
{
    public static string Word(AppealState state) => state switch
    {
        AppealState.Filed => Words.Key("待所在部门转交"),
        AppealState.Reviewing => Words.Key("复核中"),
        AppealState.Proposed => Words.Key("待第二人决定"),
        AppealState.Upheld => Words.Key("成立，不予采纳"),
        AppealState.Rejected => Words.Key("不成立"),
        AppealState.Withdrawn => Words.Key("已撤回"),
    };

    public static string Word(AppealAct act) => act switch
    {
        AppealAct.Filed => Words.Key("提出申诉"),
        AppealAct.Endorsed => Words.Key("所在部门转交"),
        AppealAct.Answered => Words.Key("评价人说明"),
        AppealAct.Proposed => Words.Key("提出复核意见"),
        AppealAct.Returned => Words.Key("退回复核意见"),
        AppealAct.Upheld => Words.Key("决定：成立，不予采纳"),
        AppealAct.Rejected => Words.Key("决定：不成立"),
        AppealAct.Withdrawn => Words.Key("撤回申诉"),
        AppealAct.Overdue => Words.Key("标记超期"),
        AppealAct.Reaudited => Words.Key("抽查"),
    };

    public static string Word(AppealGround ground) => ground switch
    {
        AppealGround.Mistaken => Words.Key("误评"),
        AppealGround.Malicious => Words.Key("恶意评价"),
        AppealGround.Untrue => Words.Key("不实评价"),
    };

    public static string Word(AppellantKind by) => by switch
    {
        AppellantKind.Agency => Words.Key("政务服务机构"),
        AppellantKind.Platform => Words.Key("政务服务平台"),
        AppellantKind.Staff => Words.Key("工作人员本人"),
    };

    public static string Word(EvidenceMethod method) => method switch
    {
        EvidenceMethod.SpotCheck => Words.Key("抽查"),
        EvidenceMethod.Files => Words.Key("调阅档案"),
        EvidenceMethod.SiteVisit => Words.Key("实地察看"),
        EvidenceMethod.Phone => Words.Key("电话回访"),
    };

    public static string Word(CauseKind cause) => cause switch
    {
        CauseKind.Staff => Words.Key("原因在人员"),
        CauseKind.Process => Words.Key("原因在流程"),
        CauseKind.Platform => Words.Key("原因在平台"),
    };

    public static string Word(SlipConfirmation slip) => slip switch
    {
        SlipConfirmation.RecordedCall => Words.Key("评价人在录音电话中确认误评"),
        SlipConfirmation.Sms => Words.Key("评价人凭短信链接确认误评"),
    };

    public static string Word(Conflict conflict) => conflict switch
    {
        Conflict.RatedPerson => Words.Key("您以被评价人身份提出过申诉"),
        Conflict.SameOffice => Words.Key("您所在单位是被评价单位"),
        Conflict.Acted => Words.Key("您已经办理过本件"),
    };
}
