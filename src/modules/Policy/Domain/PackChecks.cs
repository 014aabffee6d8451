using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>合理性检查 — rules between keys that no single value can break.</summary>
internal static class PackChecks
{
    public static IEnumerable<(string Key, string Code, string Message)> Run(RulePack pack)
    {
        if (pack.EffectiveFrom > pack.EffectiveTo)
        {
            yield return ("pack.effective_to", "ends-before-it-starts", "截止日期早于施行日期");
        }

        if (pack.Form.NegativeGrades.Except(pack.Form.Grades).Any() || pack.Form.PositiveGrades.Except(pack.Form.Grades).Any())
        {
            yield return ("form.negative_grades", "not-a-grade", "好评、差评等级须在 form.grades 之内");
        }

        if (pack.Form.NegativeGrades.Intersect(pack.Form.PositiveGrades).Any())
        {
            yield return ("form.positive_grades", "both-good-and-bad", "同一等级不能既是好评又是差评");
        }

        if (pack.Form.IsNegative(pack.Default.Grade) || !pack.Form.Grades.Contains(pack.Default.Grade))
        {
            yield return ("default_rating.grade", "negative-default", "默认等级须在 form.grades 之内，且不得为差评");
        }

        if (pack.Window.Length.Unit == DurationUnit.Month)
        {
            yield return ("window.unit", "unknown-code", "评价窗口的单位须为 natural_day 或 working_day");
        }

        foreach (var order in Orders(pack))
        {
            yield return order;
        }
    }

    private static IEnumerable<(string Key, string Code, string Message)> Orders(RulePack pack)
    {
        if (pack.Appeal.NotAppealable.Except(pack.Form.Indicators.All).ToList() is { Count: > 0 } strangers)
        {
            yield return ("appeal.not_appealable", "not-an-indicator", $"不是本包的指标：{string.Join("、", strangers)}");
        }

        if (pack.WorkOrder.Route is not [.., { Code: Party.UndertakingUnit or Party.CountyAuthority }])
        {
            yield return ("work_order.route", "route-ends-nowhere", "流转路径的最后一环须为承办单位或县级主管部门");
        }

        if (RoughDays(pack.Deadline.Complex) > RoughDays(pack.Deadline.AbsoluteMax))
        {
            yield return ("deadline.complex", "longer-than-maximum", "复杂问题整改时限不得长于最长整改期限");
        }

        if (!pack.Deadline.Extension.Allowed && pack.Deadline.Complex.Soft)
        {
            yield return ("deadline.complex", "soft-without-extension", "“原则上”的时限须允许延期");
        }
    }

    /// <summary>Good enough to compare 10 working days with 6 months.</summary>
    private static int RoughDays(Duration duration) => duration.Unit switch
    {
        DurationUnit.NaturalDay => duration.Length,
        DurationUnit.WorkingDay => duration.Length * 7 / 5,
        DurationUnit.Month => duration.Length * 30,
    };
}
