using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Host.Rehearsal;

/// <summary>写 YAML — values as one line, and the overlay that a scenario's assumptions become.</summary>
internal static class FlowYaml
{
    public static string Write(YamlNode node) => node switch
    {
        YamlMappingNode map => $"{{{string.Join(", ", map.Children.Select(c => $"{Write(c.Key)}: {Write(c.Value)}"))}}}",
        YamlSequenceNode list => $"[{string.Join(", ", list.Children.Select(Write))}]",
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } => "~",
        YamlScalarNode scalar => JsonSerializer.Serialize(scalar.Value),
        _ => "~",
    };

    /// <summary>An overlay that nobody signed but the rehearsal itself: marked as demo, like all that is no confirmation.</summary>
    public static string Overlay(string pack, DateOnly day, IEnumerable<Assumption> assumed)
    {
        var root = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var one in assumed)
        {
            Put(root, one.Key.Split('.'), one.Yaml);
        }

        return $"overlay: {{for: {JsonSerializer.Serialize(pack)}, by: 演练, on: {Kinds.Write(day)}, basis: 演练中的假设, demo: true}}\n"
            + string.Concat(root.Select(p => $"{JsonSerializer.Serialize(p.Key)}: {Flow(p.Value)}\n"));
    }

    private static void Put(SortedDictionary<string, object> map, string[] path, string yaml)
    {
        foreach (var part in path[..^1])
        {
            map = map.TryGetValue(part, out var inner) && inner is SortedDictionary<string, object> known ? known
                : (SortedDictionary<string, object>)(map[part] = new SortedDictionary<string, object>(StringComparer.Ordinal));
        }

        map[path[^1]] = yaml;
    }

    private static string Flow(object value) => value is SortedDictionary<string, object> map
        ? $"{{{string.Join(", ", map.Select(p => $"{JsonSerializer.Serialize(p.Key)}: {Flow(p.Value)}"))}}}"
        : (string)value;
}
