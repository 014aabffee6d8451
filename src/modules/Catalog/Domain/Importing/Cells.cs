using System.Globalization;
using Haochaping.Catalog.Contracts;
using Haochaping.Kernel.Time;

namespace Haochaping.Catalog.Domain.Importing;

/// <summary>How each sort of cell is read: to one normal form, or refused with a sentence that says what to do.</summary>
internal static class Cells
{
    private static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"];

    private static readonly string[] Instants =
        ["yyyy-M-d H:m:s", "yyyy-M-d H:m", "yyyy/M/d H:m:s", "yyyy/M/d H:m", "yyyyMMddHHmmss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>A code as the source wrote it: up to 64 characters without white space.</summary>
    public static Reading Code(string text) =>
        IsScientific(text) ? Reading.No("digits-lost", "编码被 Excel 变成了科学计数法，位数已丢失。请把该列设为文本后重新填写。")
        : text.Length > 64 ? Reading.No("too-long", "编码超过 64 个字符。")
        : text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? Reading.No("bad-code", "编码中有空格或换行。")
        : text.Contains('\uFFFD') ? Garbled
        : new Reading(text);

    /// <summary>A name of up to 200 characters.</summary>
    public static Reading Name(string text) => Text(text, 200);

    /// <summary>Longer text of up to 1 000 characters.</summary>
    public static Reading LongText(string text) => Text(text, 1_000);

    public static Reading Region(string text) =>
        RegionCode.TryNormalise(text, out var code) ? new Reading(code) : Reading.No("bad-region-code", "区划代码应为 2、4、6、9 或 12 位数字。");

    /// <summary>一级 to 五级 by digit or word.</summary>
    public static Reading Level(string text) => text switch
    {
        "1" or "省" or "省级" => new("1"),
        "2" or "市" or "市级" or "地级" => new("2"),
        "3" or "县" or "县级" or "区" or "区县" => new("3"),
        "4" or "乡" or "镇" or "街道" or "乡级" or "乡镇" => new("4"),
        "5" or "村" or "社区" or "村级" => new("5"),
        _ => Reading.No("bad-level", "层级应为 1（省）、2（市）、3（县）、4（乡镇）或 5（村）。"),
    };

    /// <summary>One of an enumeration, by English name or by Chinese word; its zero (未注明) reads as an empty cell does.</summary>
    public static Func<string, Reading> OneOf<T>(string what, params (T Value, string[] Words)[] choices)
        where T : struct, Enum
        => text =>
        {
            foreach (var (value, words) in choices)
            {
                if (words.Contains(text) || value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
                {
                    return new Reading(value.Equals(default(T)) ? "" : value.ToString());
                }
            }

            return Reading.No("unknown-word", $"不认识的{what}。可填：{string.Join("、", choices.Select(c => c.Words[0]))}。");
        };

    public static Reading Day(string text) =>
        DateOnly.TryParseExact(text.Split(' ')[0], Days, out var day)
            ? new Reading(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : Reading.No("bad-date", "日期应写成 2026-01-31 这样的形式。");

    /// <summary>An instant in house time, to the second.</summary>
    public static Reading Instant(string text) =>
        DateTime.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new Reading(new DateTimeOffset(time, HouseTime.Offset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture))
            : Reading.No("bad-time", "时间应写成 2026-01-31 09:00 这样的形式。");

    public static Reading Flag(string text) => text.ToLowerInvariant() switch
    {
        "1" or "是" or "true" or "yes" or "y" or "√" or "开" or "已接入" => new("true"),
        "0" or "否" or "false" or "no" or "n" or "×" or "关" or "未接入" => new("false"),
        _ => Reading.No("bad-flag", "请填“是”或“否”。"),
    };

    public static Reading WholeDays(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 3_660
            ? new Reading(days.ToString(CultureInfo.InvariantCulture))
            : Reading.No("bad-number", "天数应为 0 到 3660 的整数。");

    /// <summary>Several words in one cell, separated by any of the usual signs.</summary>
    public static Reading List(string text)
    {
        var words = text.Split([';', '；', '、', '|', '\n', '→'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 30 || words.Any(w => w.Length > 50)
            ? Reading.No("too-long", "最多 30 项，每项最多 50 个字。")
            : new Reading(string.Join("；", words.Distinct()));
    }

    /// <summary>问询项目, apart by ； or on lines of their own; answers to choose from stand after a colon, apart by /.</summary>
    public static Reading Questions(string text)
    {
        var written = text.Split([';', '；', '|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        var read = written.ConvertAll(ServiceQuestion.Read);
        return text.Contains('\uFFFD') ? Garbled
            : written.Count > 10 || read.Exists(q => q.Text.Length is 0 or > 50 || q.Choices.Any(c => c.Length > 20)) ? Reading.No("bad-questions", "最多 10 个问题，每题 1 到 50 个字，每个选项最多 20 个字；问题之间用“；”隔开。")
            : read.Exists(q => q.Choices.Count is > 0 and (< ServiceQuestion.FewestChoices or > ServiceQuestion.MostChoices)) || written.Exists(w => w.EndsWith('：') || w.EndsWith(':'))
                ? Reading.No("bad-questions", "写明选项的问题应有 2 到 9 个选项，例如“等候多久：十分钟内/半小时内/更久”。")
            : new Reading(string.Join("；", written));
    }

    private static Reading Garbled => Reading.No("garbled-text", "文字是乱码，导出时编码已损坏。请从原系统重新导出。");

    private static Reading Text(string text, int longest) =>
        text.Length > longest ? Reading.No("too-long", $"超过 {longest} 个字。")
        : text.Contains('\uFFFD') ? Garbled
        : text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')) ? Reading.No("control-character", "含有不可见的控制字符。")
        : new Reading(text);

    private static bool IsScientific(string text) =>
        text.Length > 4 && char.IsAsciiDigit(text[0]) && text.AsSpan().IndexOfAny("eE") is > 0 and var e
        && e + 1 < text.Length && text[e + 1] == '+' && text[..e].All(c => char.IsAsciiDigit(c) || c == '.') && text[(e + 2)..].All(char.IsAsciiDigit);
}
