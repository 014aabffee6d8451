using System.Text.Json;
using System.Text.Json.Nodes;
using Haochaping.Host.Scratch;

namespace Haochaping.Host.Rehearsal;

/// <summary>申诉主体等用语 — what several steps about appeals choose from.</summary>
internal static class AppealKinds
{
    public static readonly Kind By = Kinds.Choice(("agency", "政务服务机构"), ("platform", "政务服务平台"), ("staff", "工作人员本人"));

    public static readonly Kind Ground = Kinds.Choice(("mistaken", "误评"), ("malicious", "恶意评价"), ("untrue", "不实评价"));

    public static readonly Kind Method = Kinds.Choice(("spotCheck", "抽查"), ("files", "调阅档案"), ("siteVisit", "实地察看"), ("phone", "电话回访"));

    public static readonly Kind Cause = Kinds.Choice(("staff", "人员"), ("process", "流程"), ("platform", "平台"));

    public static readonly Field Case = Field.Must("case", "办件", Kinds.Subject, "办件或到访编号");

    public static readonly Field Hand = Field.Must("by", "经办", Kinds.Text, "机构编码，或 supervisor（主管部门）；同一单位的第二人写 CITY/2、supervisor/2");
}

/// <summary>提出申诉.</summary>
[Place(21)]
internal sealed class AppealStep() : StepKind(
    "appeal", "申诉", "被评价单位的人员对一条差评提出申诉。", AppealKinds.Case, AppealKinds.Hand,
    Field.May("as", "主体", AppealKinds.By, "以谁的名义，默认 agency"),
    Field.May("ground", "理由", AppealKinds.Ground, "默认 untrue"),
    Field.May("against", "内容", Kinds.ListOf(Kinds.Text), "指标名称、总体评价或个人记录；默认总体评价"),
    Field.May("statement", "举证", Kinds.Text, "举证解释，默认有"),
    Field.May("recording", "录音", Kinds.Text, "评价人确认误评的通话记录编号"))
{
    public override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel)
    {
        if (await stage.RatingAsync(given.Of("case"), cancel) is not { } rated || await stage.StaffAsync(given.Of("by"), Self(given, rated), cancel) is not { } visitor)
        {
            return Answer.Missing("no-rating", $"“{given["case"]}”没有评价，或没有机构“{given["by"]}”。");
        }

        return await visitor.AskAsync("/api/v1/appeals", new
        {
            caseId = rated.GetProperty("caseId").GetString(), taskId = rated.GetProperty("task").GetProperty("taskId").GetString(),
            by = given.Of("as", "agency"), ground = given.Of("ground", "untrue"), against = given.Items("against") ?? ["总体评价"],
            statement = given.Of("statement", "与监控录像不符"), recording = given["recording"],
        }, cancel);
    }

    private static Guid? Self(Given given, JsonElement rated) =>
        given["as"] == "staff" && rated.GetProperty("task").GetProperty("place").TryGetProperty("staff", out var token) && token.ValueKind == JsonValueKind.String ? token.GetGuid() : null;
}

/// <summary>附情况说明.</summary>
[Place(22)]
internal sealed class MitigationStep() : StepKind(
    "mitigation", "情况说明", "对不接受申诉的差评附情况说明，供绩效考核参考。", AppealKinds.Case, AppealKinds.Hand,
    Field.Must("note", "情况", Kinds.Text, "说明"))
{
    public override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel) =>
        await stage.RatingAsync(given.Of("case"), cancel) is { } rated && await stage.StaffAsync(given.Of("by"), cancel) is { } visitor
            ? await visitor.AskAsync("/api/v1/appeals/mitigations", new { caseId = rated.GetProperty("caseId").GetString(), taskId = rated.GetProperty("task").GetProperty("taskId").GetString(), note = given["note"] }, cancel)
            : Answer.Missing("no-rating", $"“{given["case"]}”没有评价。");
}

/// <summary>申诉操作 — an act on the appeal of a case: JSON to the act's own endpoint.</summary>
internal abstract class AppealActStep(string name, string chinese, string says, params Field[] fields) : StepKind(name, chinese, says, [AppealKinds.Case, AppealKinds.Hand, .. fields])
{
    public sealed override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel)
    {
        if (await stage.AppealIdAsync(given.Of("case"), cancel) is not { } id)
        {
            return Answer.Missing("no-appeal", $"“{given["case"]}”没有申诉。");
        }

        var body = new JsonObject();
        foreach (var (key, value) in given.Values.Where(v => v.Key is not ("case" or "by")))
        {
            body[key] = key switch
            {
                "uphold" or "agrees" => value.Text == "true",
                "adopted" => JsonSerializer.SerializeToNode(value.Items),
                _ => value.Text,
            };
        }

        return await stage.StaffAsync(given.Of("by"), cancel) is { } visitor
            ? await visitor.AskAsync($"/api/v1/appeals/{id}/{Name}", body, cancel)
            : Answer.Missing("no-institution", $"目录中没有机构“{given["by"]}”。");
    }
}

/// <summary>所在部门转交.</summary>
[Place(23)]
internal sealed class EndorseStep() : AppealActStep(
    "endorse", "转交", "所在部门转交申诉，并附意见。",
    Field.May("agrees", "同意", Kinds.Flag, "是否同意申诉"),
    Field.May("opinion", "意见", Kinds.Text, "部门意见"));

/// <summary>提出复核意见.</summary>
[Place(24)]
internal sealed class ProposeStep() : AppealActStep(
    "propose", "复核意见", "第一人提出复核意见；评价人已确认误评的，当即决定。",
    Field.May("uphold", "成立", Kinds.Flag, "申诉是否成立"),
    Field.May("adopted", "不予采纳", Kinds.ListOf(Kinds.Text), "哪些内容；不写即申诉的全部"),
    Field.May("method", "方式", AppealKinds.Method, "核实方式"),
    Field.May("cause", "原因", AppealKinds.Cause, "原因归属"),
    Field.May("finding", "情况", Kinds.Text, "核实情况和证据"));

/// <summary>决定申诉.</summary>
[Place(25)]
internal sealed class DecideStep() : AppealActStep(
    "decide", "决定", "第二人同意或退回复核意见。",
    Field.May("agrees", "同意", Kinds.Flag, "是否同意复核意见"),
    Field.May("reason", "理由", Kinds.Text, "理由"));

/// <summary>撤回申诉.</summary>
[Place(26)]
internal sealed class WithdrawStep() : AppealActStep("withdraw", "撤回", "申诉人撤回申诉。");
