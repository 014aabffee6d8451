using System.Text.RegularExpressions;
using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>依据解析 — reads <c>JX-15 JX-17 note</c>, and in ND <c>[51]</c>, <c>[PD]</c>, <c>[SEED SZ-17 HK-2.2]</c>, each with a note.</summary>
internal static partial class Cites
{
    /// <summary>The tag under which an official of the place answers for a value no document states: <c>[LC] 单位，依据</c>.</summary>
    public const string LocalTag = "[LC]";

    private const string Digits = "零一二三四五六七八九";

    internal sealed record Basis(Origin Origin, IReadOnlyList<Citation> Cites, string? Note);

    /// <summary>The basis, or null with the reason why the text is none.</summary>
    public static (Basis? Basis, string? Problem) Parse(string text, Labels labels, bool isNational)
    {
        if (Tag().Match(text) is { Success: true } tag)
        {
            if (tag.Groups[1].Value == LocalTag[1..^1])
            {
                return isNational || Note(tag.Groups[2].Value) is not { } basis
                    ? (null, "本地确认须写成“[LC] 单位，依据”，只用于地方包")
                    : (new Basis(Origin.LocalConfirmation, [new Citation("", $"本地确认（{basis}）")], null), null);
            }

            var words = tag.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return !isNational ? (null, "来源标签 [51] [PD] [SEED] 只用于国家默认包，地方包须写条款，或写“[LC] 单位，依据”")
                : words is ["51"] ? (new Basis(Origin.NationalPrinciple, [], Note(tag.Groups[2].Value)), null)
                : words is ["PD"] ? (new Basis(Origin.Default, [], Note(tag.Groups[2].Value)), null)
                : words is ["SEED", .. var codes] && codes.Length > 0 ? Articles(codes, tag.Groups[2].Value, Origin.Default, labels)
                : (null, $"来源标签须为 [51]、[PD] 或 [SEED 条款…]，而不是 [{tag.Groups[1].Value}]");
        }

        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var articles = parts.TakeWhile(p => Article().IsMatch(p)).ToArray();
        return articles.Length == 0
            ? (null, $"“{text}”不是条款，例如 JX-15")
            : Articles(articles, string.Join(' ', parts.Skip(articles.Length)), Origin.Article, labels);
    }

    private static (Basis? Basis, string? Problem) Articles(string[] codes, string note, Origin origin, Labels labels)
    {
        var unknown = codes.Where(c => !Article().IsMatch(c) || labels.Document(c.Split('-')[0]) is null).ToList();
        return unknown.Count > 0
            ? (null, $"不认识的条款：{string.Join("、", unknown)}；条款写作“缩写-条号”（例如 JX-15），缩写须列在 labels.zh.yaml 的 documents 中")
            : (new Basis(origin, [.. codes.Select(c => new Citation(c, Text(c, labels)))], Note(note)), null);
    }

    /// <summary>JX-15 → 江西 第十五条; GZ-03.1 → 广州 第三条(一); HK-2.2 → 海口 二(二); CQ-3.4.1 → 重庆 三(四)1.</summary>
    private static string Text(string code, Labels labels)
    {
        var (prefix, rest) = (code.Split('-')[0], code.Split('-')[1]);
        var parts = rest.Split('.');
        if (!parts.All(p => int.TryParse(p, out _)))
        {
            return $"{labels.Document(prefix)} {rest}";
        }

        var head = parts[0].Length > 1 ? $"第{Numeral(int.Parse(parts[0]))}条" : Numeral(int.Parse(parts[0]));
        var item = parts.Length > 1 ? $"({Numeral(int.Parse(parts[1]))})" : "";
        return $"{labels.Document(prefix)} {head}{item}{string.Join('.', parts.Skip(2))}";
    }

    /// <summary>0–99 as documents write them: 七, 十, 十五, 二十, 二十一.</summary>
    private static string Numeral(int number) => number switch
    {
        < 10 => Digits[number].ToString(),
        < 20 => "十" + Unit(number),
        _ => $"{Digits[number / 10]}十{Unit(number)}",
    };

    private static string Unit(int number) => number % 10 == 0 ? "" : Digits[number % 10].ToString();

    private static string? Note(string text) => text.Trim() is { Length: > 0 } note ? note : null;

    [GeneratedRegex(@"^\[([^\]]*)\](.*)$")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^[A-Z]+-[A-Z]?\d{1,2}(\.\d+){0,2}[a-z]?$")]
    private static partial Regex Article();
}
