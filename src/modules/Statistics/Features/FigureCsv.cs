using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;
using Haochaping.Ui;

namespace Haochaping.Statistics.Features;

/// <summary>统计表导出 — the rows and the total, counts beside every rate.</summary>
internal static class FigureCsv
{
    public static CsvText Of(FigureTable table) => new(
        [
            "代码", "名称", "应评", "主动评价数", "默认评价数", "过期未评", "评价期未满", "非常满意", "满意", "基本满意", "不满意", "非常不满意", "差评", "实名", "不公开",
            "主动评价好评率", "区间下限", "区间上限", "全口径好评率", "主动参评率", "满意及以上占比",
            "工单", "应完成工单", "按期整改", "按期整改率", "已办结工单", "未联系上", "回访整改率", "回访率",
            "不予采纳", "申诉前好评率", "申诉", "申诉成立", "申诉不成立", "申诉成立率",
        ],
        table.Rows.Append(new FigureRow("", "合计", table.Total)).Select(Row));

    private static IEnumerable<object?> Row(FigureRow row)
    {
        var t = row.Tally;
        return
        [
            row.Key, row.Name, t.Invited, t.Active, t.Defaulted, t[Measure.Expired], t.Open, .. Level.BestFirst.Select(l => (object)t.ActiveOf(l)),
            t[Measure.ActiveNegative], t[Measure.RealName], t[Measure.Private],
            t.PositiveRate.Value, t.PositiveRate.Interval.Low, t.PositiveRate.Interval.High, t.PositiveRateWithDefaults.Value, t.ParticipationRate.Value, t.SatisfiedRate.Value,
            t[Measure.Orders], t[Measure.OrdersDue], t[Measure.OrdersOnTime], t.OnTimeRate.Value, t[Measure.OrdersHandled], t[Measure.OrdersUnreachable],
            t.RevisitRate(RateDefinition.ContactedAndRectified).Value, t.RevisitRate(RateDefinition.SatisfactionVisited).Value,
            t.NotAdopted, t.PositiveRateBeforeAppeals.Value, t[Measure.Appeals], t[Measure.AppealsUpheld], t[Measure.AppealsRejected], t.UpheldRate.Value,
        ];
    }
}
