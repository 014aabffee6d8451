using Haochaping.Ui;
using Haochaping.Statistics.Contracts;

namespace Haochaping.Publication.Domain;

/// <summary>机构表 — the lines of an issue as a table for spreadsheets; a hidden count is an empty cell.</summary>
internal static class IssueTable
{
    public static CsvText Csv(Snapshot issue) => new(
        ["期号", "状态", "起日", "止日", "机构代码", "机构", "应评", "主动评价数", "好评", "其他", "差评", "默认评价", "未评价", "主动评价好评率下限", "主动评价好评率上限", "全口径好评率下限", "全口径好评率上限", "主动参评率", "排名区间"],
        issue.Units.Append(issue.Total with { Code = "", Name = "合计" }).Select(unit => Row(issue, unit)));

    private static IEnumerable<object?> Row(Snapshot issue, UnitFigures unit) =>
    [
        issue.Number, issue.Final ? "终值" : "初值", issue.Period.From, issue.Period.To,
        unit.Code, unit.Name, unit.Due, unit.Active, unit.Positive, unit.Neutral, unit.Negative, unit.Defaulted, unit.Unrated,
        unit.PositiveRate?.Low, unit.PositiveRate?.High, unit.PositiveRateWithDefaults?.Low, unit.PositiveRateWithDefaults?.High, unit.Participation?.Low,
        unit is { RankBest: { } best, RankWorst: { } worst } ? new RankRange(best, worst).ToString() : null,
    ];
}
