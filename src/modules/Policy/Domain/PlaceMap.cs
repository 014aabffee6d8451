using YamlDotNet.RepresentationModel;

namespace Haochaping.Policy.Domain;

/// <summary>适用地区 — which pack rules which region prefix: <c>places.yaml</c> of the policy folder, with the settings on top.</summary>
internal sealed record PlaceMap(IReadOnlyDictionary<string, string> Places, string Default)
{
    public static PlaceMap Read(RuleFiles files, IReadOnlyCollection<string> packs, Complaints complaints)
    {
        var tree = files.PlacesFile is { } source ? YamlTree.Parse(source, complaints) : null;
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (prefix, pack, node) in tree?.Entries("places") ?? [])
        {
            Check(prefix, pack, tree!.Name, node, packs, complaints);
            places[prefix] = pack;
        }

        foreach (var stranger in tree?.Entries("").Where(e => e.Key is not ("places" or "default")) ?? [])
        {
            complaints.Add(tree!.Name, stranger.Node, stranger.Key, "unknown-key", "没有这一项；可用：places、default");
        }

        foreach (var (prefix, pack) in files.Places)
        {
            Check(prefix, pack, "Policy:Places", null, packs, complaints);
            places[prefix] = pack;
        }

        var fallback = files.DefaultPack ?? tree?.Text("default") ?? RuleSetLoader.National;
        Known(fallback, "Default", files.DefaultPack is null ? tree?.Name ?? "" : "Policy:Places", tree?.Find("default"), packs, complaints);
        return new(places, fallback);
    }

    private static void Check(string prefix, string pack, string file, YamlNode? node, IReadOnlyCollection<string> packs, Complaints complaints)
    {
        if (prefix.Length is 0 or > 12 || !prefix.All(char.IsAsciiDigit))
        {
            complaints.Add(file, node, prefix, "bad-region", "行政区划代码前缀须为 1 至 12 位数字");
        }

        Known(pack, prefix, file, node, packs, complaints);
    }

    private static void Known(string pack, string key, string file, YamlNode? node, IReadOnlyCollection<string> packs, Complaints complaints)
    {
        if (!packs.Contains(pack))
        {
            complaints.Add(file, node, key, "unknown-pack", $"没有规则包“{pack}”；可用：{string.Join("、", packs)}");
        }
    }
}
