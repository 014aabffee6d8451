using Haochaping.Host.Scratch;

namespace Haochaping.Host.Rehearsal;

/// <summary>评价汇聚 — a department's own system hands over a rating it collected.</summary>
[Place(4)]
internal sealed class CollectStep() : StepKind(
    "collect", "汇聚评价", "部门自建系统汇聚它已采集的评价；以采集时刻判断是否在评价期内。",
    Field.Must("case", "办件", Kinds.Subject, "办件编号"),
    Field.Must("level", "等级", Kinds.Level, "总体评价"),
    Field.May("channel", "渠道", Kinds.Channel, "默认 window_device"),
    Field.May("captured", "采集", Kinds.MomentOrNow, "群众评价的时刻，默认 now"),
    Field.May("tags", "原因", Kinds.ListOf(Kinds.Text), "标签代码"),
    Field.May("text", "文字", Kinds.Text, "意见"))
{
    public override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var answer = (await (await stage.BusinessAsync(cancel)).AskAsync("/api/v1/evaluations", new
        {
            source = Stage.Source,
            caseNumber = given["case"],
            level = CaseStep.Number(given.Of("level")),
            channel = given.Of("channel", "window_device"),
            capturedAt = given.Moment("captured", stage.Now),
            tags = given.Items("tags"),
            text = given["text"],
        }, cancel)).First();
        if (answer.IsYes)
        {
            stage.Receipts[given.Of("case")] = answer.Code("receiptCode");
        }

        return answer;
    }
}
