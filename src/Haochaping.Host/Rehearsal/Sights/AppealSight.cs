using System.Text.Json;

namespace Haochaping.Host.Rehearsal;

/// <summary>申诉 — where an appeal stands, as somebody at a desk sees it.</summary>
[Place(10)]
internal sealed class AppealSight() : SightKind(
    "appeal", "申诉", "一条评价的申诉，以某人所见。",
    Field.Must("case", "办件", Kinds.Subject, "办件或到访编号"),
    Field.May("seen_by", "查看人", Kinds.Text, "机构编码，或 supervisor（默认）"),
    Field.Shows("state", "状态", State, "现在的状态"),
    Field.Shows("desk", "受理方", Kinds.Text, "受理方的名称"),
    Field.Shows("endorse_by", "转交期限", Kinds.Day, "所在部门转交的最后一日"),
    Field.Shows("decide_by", "复核期限", Kinds.Day, "复核决定的最后一日"),
    Field.Shows("overdue", "超期", Kinds.Flag, "已超过复核期限"),
    Field.Shows("possible", "可办理", Kinds.ListOf(Kinds.Text), "查看人现在可以做的操作；[] 为只能查看"),
    Field.Shows("conflicts", "利益冲突", Kinds.ListOf(Conflict), "查看人为什么不能复核"),
    Field.Shows("overall_stays", "总体保留", Kinds.Flag, "总体评价仍然采纳"),
    Field.Shows("not_adopted", "不予采纳", Kinds.ListOf(Kinds.Text), "不予采纳的指标"),
    Field.Shows("person_cleared", "个人不计", Kinds.Flag, "不计入工作人员的个人记录"),
    Field.Shows("level", "原等级", Kinds.Level, "原评价的总体等级，始终可查"),
    Field.Shows("indicators", "原指标", Kinds.ListOf(Kinds.Text), "原评价的指标和等级，例如 服务态度=不满意"))
{
    private static readonly Kind State = Kinds.Choice(
        ("filed", "待所在部门转交"), ("reviewing", "复核中"), ("proposed", "待第二人决定"), ("upheld", "成立"), ("rejected", "不成立"), ("withdrawn", "已撤回"));

    private static readonly Kind Conflict = Kinds.Choice(("ratedPerson", "被评价人"), ("sameOffice", "同一单位"), ("acted", "办理过本件"));

    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        if (await stage.AppealIdAsync(given.Of("case"), cancel) is not { } id)
        {
            return Seen.Nothing("没有申诉");
        }

        if (await stage.StaffAsync(given.Of("seen_by", Stage.Supervisor), cancel) is not { } visitor || await visitor.LookAsync($"/api/v1/appeals/{id}", cancel) is not { IsYes: true, Body: var appeal })
        {
            return Seen.Nothing("查看人看不到这件申诉");
        }

        string? Text(string name) => appeal.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? FactText.Of(appeal, name) : null;
        var isUpheld = Text("state") == "upheld";
        var adopted = isUpheld ? appeal.GetProperty("adopted") : default;
        return new Seen().With("state", Text("state")).With("desk", Text("desk")).With("endorse_by", Text("endorseBy")).With("decide_by", Text("decideBy")).With("overdue", Text("isOverdue"))
            .With("possible", Items(appeal, "possible")).With("conflicts", Items(appeal, "conflicts"))
            .With("overall_stays", Kinds.Write(!isUpheld || !adopted.GetProperty("overall").GetBoolean()))
            .With("not_adopted", isUpheld ? Items(adopted, "indicators") : [])
            .With("person_cleared", Kinds.Write(isUpheld && adopted.GetProperty("person").GetBoolean()))
            .With("level", FactText.Of(appeal, "about.level"))
            .With("indicators", [.. appeal.GetProperty("indicators").EnumerateObject().Select(i => $"{i.Name}={FactText.Of(appeal.GetProperty("indicators"), i.Name)}")]);
    }

    private static List<string> Items(JsonElement body, string name) => [.. body.GetProperty(name).EnumerateArray().Select(i => i.GetString()!)];
}
