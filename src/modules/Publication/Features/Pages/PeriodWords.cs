using Haochaping.Policy.Contracts;
using Haochaping.Publication.Domain;
using Haochaping.Ui;

namespace Haochaping.Publication.Features.Pages;

/// <summary>How periods and hidden figures are written.</summary>
internal static class PeriodWords
{
    /// <summary>What stands where a count is hidden.</summary>
    public const string Hidden = "＊";

    /// <summary>2026 年 10 月, 2026 年第 3 季度, else both days.</summary>
    public static string Say(this Words t, Period period) => (period.WholeMonths, period.From.Month) switch
    {
        (1, _) => t.Month(period.From.Year, period.From.Month),
        (3, 1 or 4 or 7 or 10) => t["{0} 年第 {1} 季度", period.From.Year, (period.From.Month / 3) + 1],
        (6, 1) => t["{0} 年上半年", period.From.Year],
        (6, 7) => t["{0} 年下半年", period.From.Year],
        (12, 1) => t["{0} 年", period.From.Year],
        _ => t["{0} 至 {1}", period.From, period.To],
    };

    /// <summary>A count, or the mark of a hidden one.</summary>
    public static string Count(this Words t, long? count) => count is { } known ? t.Number(known) : Hidden;

    /// <summary>A rate; from – to where it is hidden; a dash where there is none, with the reason where it would give somebody away.</summary>
    public static string Rate(this Words t, RateRange? rate, bool hidden = false) => rate switch
    {
        null => hidden ? t["—（为保护个人，不公布）"] : "—",
        { } r when r.From == r.To => t.Percent(r.Low),
        { } r => $"{t.Number(r.Low * 100, 1)}–{t.Percent(r.High)}",
    };

    /// <summary>How often results are published.</summary>
    public static string Of(Words t, Cadence cadence) => cadence switch
    {
        Cadence.Monthly => t["月"],
        Cadence.MonthEnd => t["月"],
        Cadence.Quarterly => t["季度"],
        Cadence.HalfYear => t["半年"],
        Cadence.Year => t["年"],
    };

    /// <summary>初值 or 终值.</summary>
    public static string State(this Words t, bool final) => final ? t["终值"] : t["初值"];
}
