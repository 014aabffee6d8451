using Haochaping.Host.Scratch;

namespace Haochaping.Host.Rehearsal;

/// <summary>投诉 — a citizen complains by the hotline, about a case or about an institution.</summary>
[Place(5)]
internal sealed class ComplainStep() : StepKind(
    "complain", "投诉", "群众经 12345 热线投诉，热线转来；投诉不是评价。",
    Field.May("case", "办件", Kinds.Subject, "所投诉的办件编号；不写即只针对机构"),
    Field.May("institution", "机构", Kinds.Text, "被投诉机构编码，默认 CITY"),
    Field.May("kind", "类别", Kinds.Choice(
        ("attitude", "服务态度"), ("delay", "拖延"), ("refusal", "推诿"), ("procedure", "流程"), ("fees", "收费"), ("facilities", "设施"), ("platform", "平台"), ("misconduct", "违规违纪"), ("other", "其他")), "默认 attitude"),
    Field.May("text", "文字", Kinds.Text, "投诉内容"),
    Field.May("caller", "来电人", Kinds.Text, "谁：同名即同一人；不写即匿名"),
    Field.May("number", "热线编号", Kinds.Text, "热线自己的编号，默认每个时刻不同；同一编号再次转来是同一份投诉"))
{
    public override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel) =>
        await (await stage.BusinessAsync(cancel)).AskAsync("/api/v1/complaints", new
        {
            number = given["number"] ?? Kinds.Write(stage.Now),
            institution = given.Of("institution", "CITY"),
            caseNumber = given["case"],
            kind = given.Of("kind", "attitude"),
            text = given.Of("text", "演练投诉"),
            phone = given["caller"] is { } caller ? stage.Phone(caller) : null,
        }, cancel);
}
