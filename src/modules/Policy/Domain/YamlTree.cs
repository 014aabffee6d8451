using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Policy.Domain;

/// <summary>A YAML file that can be asked by dotted key and still knows its lines. <c>~</c> is the same as absent.</summary>
internal sealed class YamlTree(SourceText source, YamlMappingNode root)
{
    public SourceText Source => source;

    public string Name => source.Name;

    public YamlMappingNode Root => root;

    public static YamlTree? Parse(SourceText source, Complaints complaints)
    {
        if (!YamlGuard.IsHarmless(source, complaints))
        {
            return null;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(source.Text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new YamlTree(source, root);
            }

            complaints.Add(source.Name, null, "", "not-a-mapping", "文件须为一个 YAML 映射");
        }
        catch (YamlException broken)
        {
            complaints.Add($"{source.Name}:{broken.Start.Line}", null, "", "not-yaml", $"YAML 语法错误：{broken.Message}");
        }

        return null;
    }

    public YamlNode? Find(string key)
    {
        YamlNode? node = root;
        foreach (var part in key.Split('.'))
        {
            node = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(part), out var child) ? child : null;
        }

        return IsNull(node) ? null : node;
    }

    public string? Text(string key) => (Find(key) as YamlScalarNode)?.Value;

    /// <summary>The entries of a flat map of texts; empty where it is absent.</summary>
    public IEnumerable<(string Key, string Value, YamlNode Node)> Entries(string key)
    {
        var map = (key.Length == 0 ? root : Find(key)) as YamlMappingNode;
        return map is null ? [] : map.Children.Select(c => (Scalar(c.Key), (c.Value as YamlScalarNode)?.Value ?? "", c.Value));
    }

    public static string Scalar(YamlNode key) => (key as YamlScalarNode)?.Value ?? "";

    public static bool IsNull(YamlNode? node) =>
        node is null or YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    /// <summary>One spelling for equal values, so that comments and layout do not change a version.</summary>
    public static string Canonical(YamlNode node) => node switch
    {
        YamlSequenceNode list => $"[{string.Join(", ", list.Children.Select(Canonical))}]",
        YamlMappingNode map => $"{{{string.Join(", ", map.Children.Select(c => $"{Scalar(c.Key)}: {Canonical(c.Value)}").Order(StringComparer.Ordinal))}}}",
        _ => Scalar(node),
    };
}
