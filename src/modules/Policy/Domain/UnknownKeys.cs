using YamlDotNet.RepresentationModel;

namespace Haochaping.Policy.Domain;

/// <summary>未知项 — finds keys nobody asked for, and citations of nothing.</summary>
internal static class UnknownKeys
{
    private static readonly string[] Reserved = ["pack", "cites", "resolves", "overlay"];

    public static void Check(Layer layer, IReadOnlyCollection<string> known, Complaints complaints)
    {
        Walk(layer.Tree, layer.Tree.Root, "", known, complaints);
        foreach (var (key, _, node) in layer.Tree.Entries("cites").Where(c => layer.Tree.Find(c.Key) is null))
        {
            complaints.Add(layer.Tree.Name, node, $"cites.{key}", "cite-of-nothing", "本文件没有设定这一项，依据是多余的");
        }
    }

    private static void Walk(YamlTree tree, YamlMappingNode map, string prefix, IReadOnlyCollection<string> known, Complaints complaints)
    {
        foreach (var (name, child) in map.Children.Select(c => (YamlTree.Scalar(c.Key), c.Value)))
        {
            var path = prefix + name;
            if (known.Contains(path) || (prefix.Length == 0 && Reserved.Contains(name)))
            {
                continue;
            }

            if (child is YamlMappingNode inner && known.Any(k => k.StartsWith(path + ".", StringComparison.Ordinal)))
            {
                Walk(tree, inner, path + ".", known, complaints);
            }
            else
            {
                complaints.Add(tree.Name, child, path, "unknown-key", $"没有这一项；可用：{Siblings(prefix, known)}");
            }
        }
    }

    private static string Siblings(string prefix, IReadOnlyCollection<string> known) => string.Join("、", known
        .Where(k => k.StartsWith(prefix, StringComparison.Ordinal))
        .Select(k => k[prefix.Length..].Split('.')[0])
        .Distinct());
}
