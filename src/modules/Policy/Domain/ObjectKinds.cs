using System.Globalization;
using Haochaping.Policy.Contracts;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Policy.Domain;

/// <summary>The few values that are maps in a pack file: durations, thresholds, bands.</summary>
internal static class ObjectKinds
{
    private static readonly string[] DurationParts = ["length", "unit", "soft", "enforce", "due_set_by_unit"];

    public static Kind<Duration> Duration { get; } = new(
        new Shape("duration", []),
        ReadDuration,
        duration => duration.ToString(),
        Contracts.Duration.Of(new NaturalDays(1)));

    /// <summary>A duration, or the word that stands for the window's own end.</summary>
    public static Kind<Duration?> DurationOrWindowEnd { get; } = new(
        new Shape("duration-or-window-end", ["window_end"]),
        (node, complain) => node is YamlScalarNode { Value: "window_end" } ? null : ReadDuration(node, complain),
        duration => duration?.ToString() ?? "窗口结束",
        null);

    public static Kind<RepeatThreshold> Repeat { get; } = new(
        new Shape("repeat-threshold", []),
        (node, complain) => new RepeatThreshold(Int(node, "count", 1, complain), new NaturalDays(Int(node, "days", 1, complain))),
        repeat => $"{repeat.Within.Count} 个自然日内 {repeat.Count} 次",
        new RepeatThreshold(1, new NaturalDays(1)));

    public static Kind<IReadOnlyList<ResultBand>> Bands { get; } = new Kind<ResultBand>(
        new Shape("band", []),
        (node, complain) => new ResultBand(Part(node, "name") ?? "", Part(node, "alias"), Int(node, "min", 0, complain)),
        band => $"{band.Name}（{band.Min} 分以上）",
        new ResultBand("", null, 0)).List();

    private static Duration ReadDuration(YamlNode node, Complain complain)
    {
        if (node is not YamlMappingNode map)
        {
            complain(node, "not-a-duration", "须写成 {length: 数, unit: natural_day|working_day|month}");
            return Duration.Fallback;
        }

        foreach (var part in map.Children.Keys.Where(k => !DurationParts.Contains(YamlTree.Scalar(k))))
        {
            complain(part, "unknown-key", $"期限没有“{YamlTree.Scalar(part)}”；可用：{string.Join("、", DurationParts)}");
        }

        return new Duration(
            Int(node, "length", 0, complain),
            Kinds.CodeOf<DurationUnit>(node, Part(node, "unit") ?? Missing(node, "unit", complain), complain),
            Part(node, "soft") == "true",
            Part(node, "enforce") is { } enforce ? Kinds.CodeOf<Enforcement>(node, enforce, complain) : Enforcement.Warn,
            Part(node, "due_set_by_unit") == "true");
    }

    private static int Int(YamlNode node, string part, int min, Complain complain)
    {
        if (int.TryParse(Part(node, part), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= 3660)
        {
            return number;
        }

        complain(node, "bad-value", $"{part} 须为 {min} 至 3660 的整数");
        return min;
    }

    private static string? Missing(YamlNode node, string part, Complain complain)
    {
        complain(node, "missing-part", $"缺少 {part}");
        return null;
    }

    private static string? Part(YamlNode node, string part) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(part), out var value) ? (value as YamlScalarNode)?.Value : null;
}
