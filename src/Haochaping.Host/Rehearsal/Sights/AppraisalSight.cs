using System.Text.Json;

namespace Haochaping.Host.Rehearsal;

/// <summary>考评 — one unit's result of a month, as the supervising authority reads it.</summary>
[Place(24)]
internal sealed class AppraisalSight() : SightKind(
    "appraisal", "月度考评", "一个单位一个月的考评结果。",
    Field.Must("month", "月份", Kinds.Text, "例如 2020-11"),
    Field.Must("unit", "单位", Kinds.Text, "机构编码"),
    Field.Shows("there", "有结果", Kinds.Flag, "是否已有结果"),
    Field.Shows("date", "落款", Kinds.Day, "落款日期"),
    Field.Shows("points", "得分", Kinds.Text, "评价得分，例如 89.50"),
    Field.Shows("grade", "等次", Kinds.Text, "结果等次"),
    Field.Shows("places", "名次", Kinds.Text, "名次区间，例如 28–30"),
    Field.Shows("of", "参排", Kinds.Number, "参加排名的单位数"),
    Field.Shows("low", "连续靠后", Kinds.Number, "连续几个月靠后"),
    Field.Shows("candidate", "候选", Kinds.Flag, "是否表彰候选"))
{
    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var answer = await (await stage.StaffAsync(Stage.Supervisor, cancel))!.LookAsync("/api/v1/appraisals?month=" + Uri.EscapeDataString(given.Of("month")), cancel);
        if (!answer.IsYes)
        {
            return Seen.Nothing(answer.Code("detail"));
        }

        var unit = answer.Body.GetProperty("units").EnumerateArray().FirstOrDefault(u => u.GetProperty("unit").GetString() == given["unit"]);
        if (unit.ValueKind != JsonValueKind.Object)
        {
            return given["there"] is null ? Seen.Nothing("没有这个单位的考评结果") : new Seen().With("there", "false");
        }

        var seen = new Seen().With("there", "true").With("date", FactText.Of(answer.Body, "date")).With("points", $"{unit.GetProperty("points").GetInt32() / 100m:0.00}")
            .With("low", FactText.Of(unit, "lowInARow")).With("candidate", Kinds.Write(unit.GetProperty("isCandidate").GetBoolean())).With("grade", FactText.Of(unit, "grade"));
        return unit.TryGetProperty("places", out var places) && places.ValueKind == JsonValueKind.Object
            ? seen.With("of", FactText.Of(places, "of")).With("places", places.GetProperty("best").GetInt32() is var best && places.GetProperty("worst").GetInt32() is var worst && best == worst ? $"{best}" : $"{best}–{worst}")
            : seen;
    }
}
