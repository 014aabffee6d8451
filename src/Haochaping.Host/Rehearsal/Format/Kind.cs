using System.Globalization;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Host.Rehearsal;

/// <summary>值 — what a file says at one place, in one spelling for equal things.</summary>
/// <param name="Text">A single value.</param>
/// <param name="Items">A list, or the single value as a list.</param>
/// <param name="Pairs">A map.</param>
internal sealed record Value(string Text, IReadOnlyList<string> Items, IReadOnlyList<KeyValuePair<string, string>> Pairs)
{
    public static Value Of(string text) => new(text, [text], []);
}

/// <summary>值的写法 — reads a node, or says no and what is allowed.</summary>
/// <param name="Allowed">What may stand there, for complaints and the reference.</param>
/// <param name="Read">Null after it has complained.</param>
internal sealed record Kind(string Allowed, Func<YamlNode, Action<YamlNode, string>, Value?> Read);

/// <summary>各种写法.</summary>
internal static class Kinds
{
    /// <summary>The moment of the scene itself.</summary>
    public const string Now = "now";

    private const int LongestText = 2000;
    private static readonly string[] Moments = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"];

    public static readonly Kind Text = Scalar("文字", text => text.Length <= LongestText ? text : null);

    public static readonly Kind Flag = Scalar("是 / 否（true / false）", text => text switch { "true" or "是" => "true", "false" or "否" => "false", _ => null });

    public static readonly Kind Number = Scalar("整数", text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Write(number) : null);

    public static readonly Kind Ratio = Scalar("分子/分母，例如 3/4", text => text.Split('/') is [var a, var b] && long.TryParse(a, out var n) && long.TryParse(b, out var d) ? $"{n}/{d}" : null);

    public static readonly Kind Day = Scalar("日期，例如 2020-10-05", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? Write(day) : null);

    public static readonly Kind Moment = Scalar("时刻，例如 2020-09-28T15:00", text => ParseMoment(text) is { } moment ? Write(moment) : null);

    public static readonly Kind MomentOrNow = Scalar("时刻，例如 2020-09-28T15:00，或 now（本步的时刻）", text => text == Now ? Now : ParseMoment(text) is { } moment ? Write(moment) : null);

    public static readonly Kind Level = Scalar(
        string.Join("、", Policy.Contracts.Level.BestFirst.Select(l => l.Word())) + "（或 5 到 1）",
        text => Policy.Contracts.Level.OfWord(text)?.Word() ?? (text is ['1' or '2' or '3' or '4' or '5'] ? ((Level)(text[0] - '0')).Word() : null));

    public static readonly Kind Channel = Scalar(ChannelCodes.Known, text => ChannelCodes.Parse(text) is null ? null : text);

    /// <summary>A stage of a case that may be rated by itself.</summary>
    public static readonly Kind Stage = Choice(("received", "收件"), ("accepted", "受理"), ("decided", "决定"), ("certificateSigned", "出证"));

    /// <summary>Introduces a case or visit.</summary>
    public static readonly Kind NewSubject = Scalar("本文件内的办件或到访编号", text => text.Length <= 60 ? text : null);

    /// <summary>Names a case or visit that an earlier step introduced.</summary>
    public static readonly Kind Subject = NewSubject with { };

    /// <summary>One of a closed set, by code or by its Chinese word.</summary>
    public static Kind Choice(params (string Code, string Chinese)[] all) => Scalar(
        string.Join("、", all.Select(c => $"{c.Code}（{c.Chinese}）")),
        text => all.FirstOrDefault(c => c.Code == text || c.Chinese == text).Code);

    public static Kind ListOf(Kind item) => new($"列表：{item.Allowed}", (node, no) =>
    {
        var items = (node is YamlSequenceNode list ? list.Children : (IEnumerable<YamlNode>)[node]).Select(n => item.Read(n, no)).ToList();
        return items.Contains(null) ? null : new Value(string.Join("、", items.Select(i => i!.Text)), [.. items.Select(i => i!.Text)], []);
    });

    public static Kind MapOf(Kind key, Kind value) => new($"键值：{key.Allowed} → {value.Allowed}", (node, no) =>
    {
        if (node is not YamlMappingNode map)
        {
            no(node, "应为键值");
            return null;
        }

        var pairs = map.Children.Select(c => (Key: key.Read(c.Key, no), Value: value.Read(c.Value, no))).ToList();
        return pairs.Exists(p => p.Key is null || p.Value is null) ? null
            : new Value("", [], [.. pairs.Select(p => KeyValuePair.Create(p.Key!.Text, p.Value!.Text))]);
    });

    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Write(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Write(bool flag) => flag ? "true" : "false";

    public static string Write(DateTimeOffset moment) => moment.ToHouse().ToString(moment.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A moment in house time, between the years 2000 and 2100; null where the text is none.</summary>
    public static DateTimeOffset? ParseMoment(string text) =>
        DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is >= 2000 and < 2100
            ? new DateTimeOffset(local, HouseTime.Offset)
            : null;

    /// <summary>A scalar's text, or null where it is empty, <c>~</c>, or no scalar.</summary>
    public static string? ScalarOf(YamlNode node) =>
        node is YamlScalarNode { Value: { Length: > 0 } text } scalar && !(scalar.Style == ScalarStyle.Plain && text is "~" or "null") ? text.Trim() : null;

    private static Kind Scalar(string allowed, Func<string, string?> read) => new(allowed, (node, no) =>
    {
        if (ScalarOf(node) is { } text && read(text) is { } good)
        {
            return Value.Of(good);
        }

        no(node, node is YamlScalarNode scalar ? $"“{scalar.Value}”不对" : "应为单个值");
        return null;
    });
}
