using Haochaping.Appeals.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;

namespace Haochaping.Appeals.Domain;

/// <summary>
/// 可申诉的内容 — what of a rating may be contested, item by item (Q20). Process and platform are never revised where the place says so;
/// a rating that carries the overall grade only may still be contested as the record of the person (C16).
/// </summary>
internal static class Contestable
{
    /// <summary>The rating as a whole, as forms spell it.</summary>
    public static string Overall { get; } = Words.Key("总体评价");

    /// <summary>The record of the person who served, as forms spell it.</summary>
    public static string Person { get; } = Words.Key("个人记录");

    /// <summary>What may be contested of this rating, in the order of the form.</summary>
    public static IReadOnlyList<string> Of(RulePack pack, EvaluationSubmitted rated)
    {
        var negative = pack.Form.Indicators.All.Where(name => rated.Indicators.TryGetValue(name, out var level) && pack.Form.IsNegative(level)).Except(pack.Appeal.NotAppealable);
        return pack.Appeal.Against switch
        {
            AppealScope.AllNegativeIndicators => [.. rated.IsNegative ? [Overall] : Array.Empty<string>(), .. negative],
            AppealScope.StaffIndicators when negative.Intersect(pack.Form.Indicators.Staff).ToList() is { Count: > 0 } staff => staff,
            AppealScope.StaffIndicators => rated.IsNegative && rated.Indicators.Count == 0 && rated.Task.Place.Staff is not null ? [Person] : [],
        };
    }

    /// <summary>Whether anything in a rating is negative, overall or by an indicator.</summary>
    public static bool IsNegative(RulePack pack, EvaluationSubmitted rated) => rated.IsNegative || rated.Indicators.Values.Any(pack.Form.IsNegative);

    /// <summary>What somebody contests, or every item that cannot be, with the article.</summary>
    public static Result<AppealClaim> Read(Rules rules, EvaluationSubmitted rated, IReadOnlyList<string>? against)
    {
        var wanted = (against ?? []).Distinct().ToList();
        var allowed = Of(rules.Pack, rated);
        if (wanted.Count == 0)
        {
            return No.Missing(null, new Complaint("against", "against-missing", allowed.Count == 0 ? "这条评价没有可以申诉的内容。" : "请选择对哪些评价内容提出申诉。"))!;
        }

        var strangers = wanted.Except(allowed).ToList();
        return strangers.Count == 0
            ? new AppealClaim(wanted.Contains(Overall), wanted.Contains(Person), [.. rules.Pack.Form.Indicators.All.Intersect(wanted)])
            : new Refusal(
                RefusalKind.Unprocessable, "not-appealable", string.Join("", strangers.Select(s => Why(rules, rated, s))), rules.Article(Key(rules.Pack, strangers[0])),
                [.. strangers.Select(s => new Complaint("against", "not-appealable", Why(rules, rated, s)))]);
    }

    private static string Why(Rules rules, EvaluationSubmitted rated, string name)
    {
        var isNegative = name == Overall ? rated.IsNegative : rated.Indicators.TryGetValue(name, out var level) && rules.Pack.Form.IsNegative(level);
        var note = rules.Pack.Appeal.MitigationNote ? "可以附情况说明，供绩效考核参考。" : "";
        return isNegative ? $"“{name}”的评价结果不接受申诉{rules.Ground(Key(rules.Pack, name))}。{note}" : $"“{name}”不是这条评价中的差评内容，请重新选择。";
    }

    private static string Key(RulePack pack, string name) => pack.Appeal.NotAppealable.Contains(name) ? "appeal.not_appealable" : "appeal.against";
}
