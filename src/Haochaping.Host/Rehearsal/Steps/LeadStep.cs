using Haochaping.Host.Scratch;

namespace Haochaping.Host.Rehearsal;

/// <summary>移送线索 — somebody who works on the order of a case takes what was written for a lead.</summary>
[Place(20)]
internal sealed class LeadStep() : StepKind(
    "lead", "移送线索", "工单经办人员把评价（投诉）的文字作为违纪违法线索移送纪检监察。",
    Field.Must("case", "办件", Kinds.Subject, "办件或到访编号"),
    Field.Must("by", "经办", Kinds.Text, "机构编码（该机构的承办人员），或 supervisor（主管部门）"),
    Field.May("note", "备注", Kinds.Text, "给纪检监察的备注"))
{
    public override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel)
    {
        if (await stage.OrderAsync(given.Of("case"), given.Of("by"), cancel) is not { } order || await stage.StaffAsync(given.Of("by"), cancel) is not { } visitor)
        {
            return Answer.Missing("no-order", $"“{given["case"]}”没有整改工单，或经办看不到。");
        }

        var said = order.GetProperty("grievances").EnumerateArray().OrderBy(g => g.TryGetProperty("text", out _) ? 0 : 1).First().GetProperty("id").GetString();
        return await visitor.AskAsync($"/api/v1/orders/{order.GetProperty("id").GetString()}/lead", new { said, note = given["note"] }, cancel);
    }
}
