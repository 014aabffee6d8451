using Haochaping.Host.Scratch;

namespace Haochaping.Host.Rehearsal;

/// <summary>处置预警 — the supervising authority looks into an alert and orders a measure with its day.</summary>
[Place(27)]
internal sealed class MeasureStep() : StepKind(
    "measure", "处置预警", "主管部门核实一条预警，确定措施和期限。",
    Field.Must("unit", "单位", Kinds.Text, "单位名称"),
    Field.Must("trigger", "情形", Kinds.Text, "预警情形，例如 连续排名靠后"),
    Field.Must("measure", "措施", Kinds.Text, "制度中的措施代码，例如 warning"),
    Field.May("due", "期限", Kinds.Day, "措施的最后一天"),
    Field.May("reason", "理由", Kinds.Text, "核实情况和理由，默认有"))
{
    public override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel)
    {
        if (await AlertSight.RowsAsync(stage, given["unit"], given["trigger"], cancel) is not [var row, ..])
        {
            return Answer.Missing("no-alert", "没有这条预警。");
        }

        var visitor = (await stage.StaffAsync(Stage.Supervisor, cancel))!;
        var fields = new[] { ("measure", given["measure"]), ("due", given["due"]), ("reason", given.Of("reason", "经核实，情况属实")) };
        return await visitor.FillAsync(row.Path, "decide", [.. fields.Where(f => f.Item2 is not null).Select(f => KeyValuePair.Create(f.Item1, f.Item2!))], cancel);
    }
}
