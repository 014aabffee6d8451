using System.Globalization;
using Haochaping.Kernel.Time;

namespace Haochaping.Host.Rehearsal;

/// <summary>统计 — the figures of a period, as the supervisor reads them.</summary>
[Place(20)]
internal sealed class FiguresSight() : SightKind(
    "figures", "统计", "一段期间的统计数字（按办结日；工单按评价日）。",
    Field.May("from", "起日", Kinds.Day, "默认止日前 30 天"),
    Field.May("to", "止日", Kinds.Day, "默认今天"),
    Field.May("institution", "机构", Kinds.Text, "默认全部"),
    Field.Shows("invited", "应评", Kinds.Number, "应评办件"),
    Field.Shows("active", "主动评价", Kinds.Number, "主动评价数"),
    Field.Shows("negative", "差评", Kinds.Number, "差评数"),
    Field.Shows("defaulted", "默认", Kinds.Number, "默认评价数"),
    Field.Shows("expired", "过期未评", Kinds.Number, "已过期未评价"),
    Field.Shows("open", "待评", Kinds.Number, "评价期未满"),
    Field.Shows("real_name", "实名", Kinds.Number, "实名主动评价"),
    Field.Shows("not_adopted", "不予采纳", Kinds.Number, "经申诉不予采纳的评价"),
    Field.Shows("appeals", "申诉", Kinds.Number, "申诉数"),
    Field.Shows("appeals_upheld", "申诉成立", Kinds.Number, "成立的申诉"),
    Field.Shows("orders", "工单", Kinds.Number, "工单数"),
    Field.Shows("orders_due", "应完成工单", Kinds.Number, "已办结或已过承办时限"),
    Field.Shows("orders_on_time", "按期工单", Kinds.Number, "按期整改"),
    Field.Shows("positive_rate", "好评率", Kinds.Ratio, "主动评价口径，分子/分母"),
    Field.Shows("positive_rate_with_defaults", "全口径好评率", Kinds.Ratio, "含默认评价"),
    Field.Shows("positive_rate_before_appeals", "申诉前好评率", Kinds.Ratio, "不予采纳的评价仍计入"),
    Field.Shows("participation_rate", "参评率", Kinds.Ratio, "主动参评率"),
    Field.Shows("on_time_rate", "按期整改率", Kinds.Ratio, "按期整改率"),
    Field.Shows("revisited_rate", "回访整改率", Kinds.Ratio, "实名差评回访并整改"),
    Field.Shows("visited_rate", "满意度回访率", Kinds.Ratio, "实名差评满意度回访"))
{
    private static readonly (string Name, string Json)[] Counts =
        [("invited", "invited"), ("negative", "activeNegative"), ("expired", "expired"), ("real_name", "realName"), ("orders", "orders"), ("appeals", "appeals"), ("appeals_upheld", "appealsUpheld"), ("orders_due", "ordersDue"), ("orders_on_time", "ordersOnTime")];

    private static readonly (string Name, string Json)[] Rates =
    [
        ("positive_rate", "positiveRate"), ("positive_rate_with_defaults", "positiveRateWithDefaults"), ("positive_rate_before_appeals", "positiveRateBeforeAppeals"), ("participation_rate", "participationRate"), ("on_time_rate", "onTimeRate"),
        ("revisited_rate", "contactedAndRectifiedRate"), ("visited_rate", "visitedRate"),
    ];

    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var to = given["to"] is { } day ? DateOnly.Parse(day, CultureInfo.InvariantCulture) : stage.Now.BusinessDate();
        var from = given["from"] ?? Kinds.Write(to.AddDays(-30));
        var institution = given["institution"] is { } code ? "&institution=" + Uri.EscapeDataString(code) : "";
        var answer = await (await stage.StaffAsync(Stage.Supervisor, cancel))!.LookAsync($"/api/v1/figures?from={from}&to={Kinds.Write(to)}{institution}", cancel);
        if (!answer.IsYes)
        {
            return Seen.Nothing(answer.Code("detail"));
        }

        var total = answer.Body.GetProperty("total");
        var counts = total.GetProperty("counts").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetRawText(), StringComparer.OrdinalIgnoreCase);
        var seen = new Seen().With("active", FactText.Of(total, "active")).With("defaulted", FactText.Of(total, "defaulted")).With("open", FactText.Of(total, "open")).With("not_adopted", FactText.Of(total, "notAdopted"));
        foreach (var (name, json) in Counts)
        {
            seen.With(name, counts.GetValueOrDefault(json, "0"));
        }

        foreach (var (name, json) in Rates)
        {
            seen.With(name, $"{FactText.Of(total, json + ".numerator")}/{FactText.Of(total, json + ".denominator")}");
        }

        return seen;
    }
}
