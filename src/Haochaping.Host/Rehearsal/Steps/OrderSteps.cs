namespace Haochaping.Host.Rehearsal;

/// <summary>转办.</summary>
[Place(10)]
internal sealed class ForwardStep() : OrderStep(
    "forward", "forward", "转办", "分转单位把工单转给下一经手单位。",
    Field.May("unit", "单位", Kinds.Text, "改派给另一机构；不写即按路线"));

/// <summary>退回.</summary>
[Place(11)]
internal sealed class ReturnStep() : OrderStep(
    "return", "return", "退回", "不属本单位职责，退回上一经手单位。",
    Field.May("reason", "理由", Kinds.Text, "退回理由"));

/// <summary>签收.</summary>
[Place(12)]
internal sealed class AcceptStep() : OrderStep(
    "accept", "accept", "签收", "承办单位签收并指定回访专人。",
    Field.May("officer", "专人", Kinds.Text, "回访核实专人"));

/// <summary>回访核实.</summary>
[Place(13)]
internal sealed class ContactStep() : OrderStep(
    "contact", "contact", "回访核实", "整改前联系评价人一次。",
    Field.May("method", "方式", Reaching, "联系方式"),
    Field.May("reached", "联系上", Kinds.Flag, "是否联系上"),
    Field.May("recording", "录音", Kinds.Text, "通话记录编号"),
    Field.May("note", "情况", Kinds.Text, "核实情况"));

/// <summary>核实结论.</summary>
[Place(14)]
internal sealed class VerifyStep() : OrderStep(
    "verify", "verify", "核实结论", "是否属实、问题分类、原因归属。",
    Field.May("verdict", "结论", Kinds.Choice(("true", "属实"), ("partlyTrue", "部分属实"), ("untrue", "不属实")), "核实结论"),
    Field.May("triage", "分类", Kinds.Choice(("simple", "立行立改"), ("complex", "情况复杂"), ("noLegalBasis", "缺乏法定依据"), ("unsolvable", "确实无法解决")), "问题分类"),
    Field.May("cause", "原因", Kinds.Choice(("staff", "人员"), ("process", "流程"), ("platform", "平台")), "原因归属"),
    Field.May("finding", "情况", Kinds.Text, "核实情况"));

/// <summary>整改措施.</summary>
[Place(15)]
internal sealed class RectifyStep() : OrderStep(
    "rectify", "rectify", "整改措施", "登记一项措施，或承诺日期（整改台账）。",
    Field.May("method", "方式", Kinds.Choice(("explain", "解释说明"), ("decideOnSpot", "当场裁定"), ("commitment", "承诺答复"), ("rectify", "整改"), ("revisit", "回访")), "处理方式"),
    Field.May("promised", "承诺日期", Kinds.Day, "承诺何时办妥"),
    Field.May("measure", "措施", Kinds.Text, "整改措施"));

/// <summary>子任务.</summary>
[Place(16)]
internal sealed class SubtaskStep() : OrderStep(
    "subtask", "subtask", "整改填报", "协办单位填报自己的部分；县级牵头时，乡镇（村）填报整改情况。",
    Field.May("text", "情况", Kinds.Text, "整改情况"));

/// <summary>指定协办.</summary>
[Place(16)]
internal sealed class ShareStep() : OrderStep(
    "share", "share", "指定协办", "经手单位指定协办单位、任务和期限。",
    Field.May("unit", "单位", Kinds.Text, "协办机构编码"),
    Field.May("task", "任务", Kinds.Text, "协办任务"),
    Field.May("due", "期限", Kinds.Day, "协办的最后一日"));

/// <summary>解除协办.</summary>
[Place(16)]
internal sealed class ReleaseStep() : OrderStep(
    "release", "release", "解除协办", "经手单位解除尚未填报的协办单位。",
    Field.May("unit", "单位", Kinds.Text, "协办机构编码"),
    Field.May("reason", "理由", Kinds.Text, "理由"));

/// <summary>延期.</summary>
[Place(17)]
internal sealed class ExtendStep() : OrderStep(
    "extend", "extend", "延期", "书面说明理由并确定新的期限。",
    Field.May("reason", "理由", Kinds.Text, "延期理由"),
    Field.May("new_day", "新期限", Kinds.Day, "新的最后一日"));

/// <summary>办结.</summary>
[Place(18)]
internal sealed class ReportStep() : OrderStep(
    "report", "report", "办结", "整改结果和给评价人的答复。",
    Field.May("result", "结果", Kinds.Text, "整改结果或解释说明"),
    Field.May("reply", "答复", Kinds.Text, "评价人在回执上读到的答复"));

/// <summary>约谈整改.</summary>
[Place(17)]
internal sealed class TalkStep() : OrderStep(
    "talk", "talk", "约谈整改", "约谈相关责任人，办结前登记。",
    Field.May("held_by", "约谈人", Kinds.Text, "由谁约谈"),
    Field.May("staff", "工号", Kinds.Text, "约谈对象的工号"),
    Field.May("held_on", "日期", Kinds.Day, "约谈日期"),
    Field.May("agreed", "内容", Kinds.Text, "约谈内容和整改要求"));

/// <summary>结果审核.</summary>
[Place(18)]
internal sealed class AuditStep() : OrderStep(
    "audit", "audit", "结果审核", "主管部门审核承办单位提交的整改结果。",
    Field.May("approved", "通过", Kinds.Flag, "审核通过；否即退回重办"),
    Field.May("reason", "意见", Kinds.Text, "审核意见，退回的必填"));

/// <summary>满意度回访.</summary>
[Place(19)]
internal sealed class SatisfactionVisitStep() : OrderStep(
    "satisfaction-visit", "visit", "满意度回访", "办结后请评价人评价整改结果。",
    Field.May("method", "方式", Reaching, "回访方式"),
    Field.May("reached", "联系上", Kinds.Flag, "是否联系上"),
    Field.May("satisfaction", "满意度", Kinds.Level, "对整改结果的评价"),
    Field.May("units", "协办满意度", Kinds.MapOf(Kinds.Text, Kinds.Level), "协办机构编码 → 对其整改情况的评价"),
    Field.May("note", "情况", Kinds.Text, "回访情况"));

/// <summary>催办.</summary>
[Place(20)]
internal sealed class RemindStep() : OrderStep(
    "remind", "remind", "催办", "分转工单的单位催办。",
    Field.May("text", "内容", Kinds.Text, "催办内容"));

/// <summary>督办.</summary>
[Place(20)]
internal sealed class UrgeStep() : OrderStep(
    "urge", "urge", "督办", "主管部门督办。",
    Field.May("text", "意见", Kinds.Text, "督办意见"));
