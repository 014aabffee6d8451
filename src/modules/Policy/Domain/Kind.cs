using System.Globalization;
using Haochaping.Policy.Contracts;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Policy.Domain;

/// <summary>Tells what is wrong with a node.</summary>
internal delegate void Complain(YamlNode node, string code, string message);

/// <summary>How a key's value looks in the JSON schema that editors use.</summary>
/// <param name="Type">boolean, integer, number, string, duration, or a named object.</param>
/// <param name="Codes">The closed set; empty = open.</param>
/// <param name="MayName">A local name may follow the code after a colon.</param>
/// <param name="IsList">Whether it is a list of such values.</param>
internal sealed record Shape(string Type, IReadOnlyList<string> Codes, bool MayName = false, bool IsList = false);

/// <summary>值类型 — how one kind of value is read, shown and described. After a complaint the fallback keeps the compilation going.</summary>
internal sealed record Kind<T>(Shape Shape, Func<YamlNode, Complain, T> Read, Func<T, string> Show, T Fallback)
{
    public Kind<IReadOnlyList<T>> List() => new(
        Shape with { IsList = true },
        (node, complain) =>
        {
            if (node is not YamlSequenceNode list)
            {
                complain(node, "not-a-list", "须为列表");
                return [];
            }

            foreach (var twice in list.GroupBy(YamlTree.Canonical).Where(g => g.Count() > 1))
            {
                complain(twice.Last(), "duplicate", $"重复：{twice.Key}");
            }

            return [.. list.Select(item => Read(item, complain))];
        },
        items => items.Count == 0 ? "无" : string.Join("、", items.Select(Show)),
        []);
}

/// <summary>The kinds of values packs are made of.</summary>
internal static class Kinds
{
    public static Kind<bool> Flag { get; } = Scalar<bool>(
        "boolean",
        [],
        text => text switch { "true" => true, "false" => false, _ => null },
        "须为 true 或 false",
        value => value ? "是" : "否");

    public static Kind<int> Share { get; } = Scalar<int>(
        "number",
        [],
        text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share is >= 0 and <= 1 && share * 1000 % 1 == 0 ? (int)(share * 1000) : null,
        "须为 0 至 1 之间的小数，至多三位",
        perMille => $"{perMille / 10m:0.#}%");

    public static Kind<Level> Level { get; } = Scalar<Level>(
        "string",
        [.. Contracts.Level.BestFirst.Select(l => l.Word())],
        text => Contracts.Level.OfWord(text),
        $"不是法定等级；可用：{string.Join("、", Contracts.Level.BestFirst.Select(l => l.Word()))}",
        level => level.Word());

    public static Kind<string> Text { get; } = new(
        new Shape("string", []),
        (node, complain) => TextOf(node, complain) ?? "",
        text => text,
        "");

    public static Kind<int> Number(int min, int max) => Scalar<int>(
        "integer",
        [],
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : null,
        $"须为 {min} 至 {max} 的整数",
        number => number.ToString(CultureInfo.InvariantCulture));

    public static Kind<TCode> Code<TCode>(Labels labels)
        where TCode : struct, Enum => new(
        new Shape("string", CodeNames<TCode>.All),
        (node, complain) => CodeOf<TCode>(node, TextOf(node, complain), complain),
        code => labels.Code(CodeNames<TCode>.Of(code)),
        default);

    public static Kind<Named<TCode>> Named<TCode>(Labels labels)
        where TCode : struct, Enum => new(
        new Shape("string", CodeNames<TCode>.All, MayName: true),
        (node, complain) =>
        {
            var (code, local) = Split(TextOf(node, complain));
            return new Named<TCode>(CodeOf<TCode>(node, code, complain), local);
        },
        named => named.LocalName ?? labels.Code(CodeNames<TCode>.Of(named.Code)),
        default);

    public static Kind<Term> Term(Labels labels) => new(
        new Shape("string", [.. labels.Words], MayName: true),
        (node, complain) =>
        {
            var (code, local) = Split(TextOf(node, complain));
            if (code is not null && local is null && labels.Word(code) is null)
            {
                complain(node, "unknown-word", $"用语表中没有“{code}”；可写成“{code}:本地名称”，或在 labels.zh.yaml 的 words 中添加");
            }

            return new Term(code ?? "", local ?? labels.Word(code ?? "") ?? "");
        },
        term => term.Text,
        default);

    public static string? TextOf(YamlNode node, Complain complain)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return text;
        }

        complain(node, "not-a-text", "须为一个值");
        return null;
    }

    public static TCode CodeOf<TCode>(YamlNode node, string? text, Complain complain)
        where TCode : struct, Enum
    {
        if (text is not null && !CodeNames<TCode>.TryParse(text, out var known))
        {
            complain(node, "unknown-code", $"没有代码“{text}”；可用：{string.Join("、", CodeNames<TCode>.All)}");
            return default;
        }

        return text is not null && CodeNames<TCode>.TryParse(text, out known) ? known : default;
    }

    private static (string? Code, string? Local) Split(string? text) =>
        text?.Split(':', 2) is [var code, var local] ? (code.Trim(), local.Trim()) : (text, null);

    private static Kind<T> Scalar<T>(string type, IReadOnlyList<string> codes, Func<string, T?> parse, string problem, Func<T, string> show)
        where T : struct => new(
        new Shape(type, codes),
        (node, complain) =>
        {
            if (TextOf(node, complain) is not { } text)
            {
                return default;
            }

            if (parse(text) is { } value)
            {
                return value;
            }

            complain(node, "bad-value", $"“{text}”{problem}");
            return default;
        },
        show,
        default);
}
