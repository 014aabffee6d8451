using System.Text.Json;

namespace Haochaping.Host.Rehearsal;

/// <summary>整改工单 — where an order stands, as somebody at a desk sees it.</summary>
[Place(4)]
internal sealed class OrderSight() : SightKind(
    "order", "工单", "一个办件的整改工单，以某人所见。",
    Field.Must("case", "办件", Kinds.Subject, "办件或到访编号"),
    Field.May("seen_by", "查看人", Kinds.Text, "机构编码，或 supervisor（默认）"),
    Field.Shows("count", "数量", Kinds.Number, "该办件共有几个工单"),
    Field.Shows("visible", "可见", Kinds.Flag, "查看人能否看到"),
    Field.Shows("state", "状态", State, "现在的状态"),
    Field.Shows("desk", "经手单位", Kinds.Text, "现经手单位的名称"),
    Field.Shows("unit", "承办单位", Kinds.Text, "被评价、负责整改的单位名称"),
    Field.Shows("route", "路线", Kinds.ListOf(Kinds.Text), "依次经手的单位名称"),
    Field.Shows("led_by_county", "县级牵头", Kinds.Flag, "县级统一负责"),
    Field.Shows("possible", "可办理", Kinds.ListOf(Kinds.Text), "查看人现在可以做的操作；[] 为只能查看"),
    Field.Shows("contact", "联系结果", Kinds.Choice(("reached", "已联系上"), ("notReached", "本次未接通"), ("unreachable", "未联系上")), "回访核实的结果"),
    Field.Shows("overdue", "超期", Kinds.Flag, "有时限已超期"),
    Field.Shows("on_time", "按期", Kinds.Flag, "按承办单位的时限办结"),
    Field.Shows("round", "轮次", Kinds.Number, "不满意重新整改后为 2"),
    Field.Shows("satisfaction", "满意度", Kinds.Level, "评价人对整改结果的评价"),
    Field.Shows("filed", "备案", Kinds.Flag, "结果已报上级备案"),
    Field.Shows("text", "意见", Kinds.Text, "查看人读到的评价文字，含此文字", Match.Contains),
    Field.Shows("lacks", "不含", Kinds.Text, "查看人读到的整个工单不含此文字", Match.Lacks))
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Kind State = Kinds.Choice(
        ("dispatched", "待签收"), ("accepted", "核实中"), ("rectifying", "整改中"), ("explaining", "解释说明中"), ("auditing", "待审核"), ("handled", "已办结"), ("closed", "已归档"), ("voided", "已作废"));

    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var orders = await stage.OrderIdsAsync(given.Of("case"), cancel);
        var seen = new Seen().With("count", Kinds.Write(orders.Count));
        if (orders.Count == 0)
        {
            return given["count"] is null ? Seen.Nothing("没有整改工单") : seen;
        }

        if (await stage.OrderAsync(given.Of("case"), given.Of("seen_by", Stage.Supervisor), cancel) is not { } order)
        {
            return given["visible"] is null ? Seen.Nothing("查看人看不到这个工单") : seen.With("visible", "false");
        }

        string? Text(string name) => order.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? FactText.Of(order, name) : null;
        return seen.With("visible", "true").With("state", Text("state")).With("desk", Text("desk")).With("unit", Text("unitName")).With("led_by_county", Text("isLedByCounty"))
            .With("route", Items(order, "route")).With("possible", Items(order, "possible")).With("contact", Text("contact")).With("on_time", Text("onTime"))
            .With("round", Text("round")).With("satisfaction", Text("satisfaction")).With("text", Text("text")).With("lacks", JsonSerializer.Serialize(order, Plain))
            .With("filed", Kinds.Write(order.GetProperty("trace").EnumerateArray().Any(t => t.GetProperty("act").GetString() == "filed")))
            .With("overdue", Kinds.Write(order.GetProperty("clocks").EnumerateArray().Any(c => c.GetProperty("isOverdue").GetBoolean())));
    }

    private static List<string> Items(JsonElement order, string name) => [.. order.GetProperty(name).EnumerateArray().Select(i => i.GetString()!)];
}
