using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Host.Rehearsal;

/// <summary>读演练 — one file becomes a script, or every complaint at once. Pure: it knows the format, not the installation.</summary>
internal sealed class ScriptReader
{
    private static readonly (string Name, string Chinese)[] Keys =
    [
        ("rehearsal", "演练"), ("about", "说明"), ("proves", "验证"), ("packs", "规则包"), ("with", "假设"),
        ("calendar", "日历"), ("catalogue", "目录"), ("desks", "经办单位"), ("steps", "步骤"),
    ];

    private readonly Findings findings;
    private readonly Dictionary<string, YamlNode> parts = [];

    private ScriptReader(Findings findings) => this.findings = findings;

    /// <summary>The script as far as it could be read, and what is wrong with it; null where the file is no map at all.</summary>
    public static Script? Read(string file, string text, Findings findings) =>
        SafeYaml.Read(text, findings) is { } root ? new ScriptReader(findings).Read(file, root) : null;

    private Script Read(string file, YamlMappingNode root)
    {
        foreach (var (key, node) in root.Children)
        {
            var name = Kinds.ScalarOf(key) ?? "";
            if (Keys.FirstOrDefault(k => k.Name == name || k.Chinese == name).Name is { } known)
            {
                parts[known] = node;
            }
            else
            {
                findings.Add(key, name, "unknown-key", $"没有这个键；可用：{string.Join("、", Keys.Select(k => $"{k.Name}（{k.Chinese}）"))}。");
            }
        }

        var packs = Packs();
        return new Script(
            file, Text("rehearsal", required: true), Text("about") is { Length: > 0 } about ? about : null, [.. Texts("proves")], packs, [.. Assumed(packs)],
            [.. Years()], CatalogueReader.Read(parts.GetValueOrDefault("catalogue"), findings), Desks(), Scenes());
    }

    private string Text(string key, bool required = false)
    {
        var text = parts.TryGetValue(key, out var node) ? Kinds.ScalarOf(node) : null;
        if (text is null && (required || node is not null))
        {
            findings.Add(node, key, "required", $"{key} 应为一句话。");
        }

        return text ?? "";
    }

    private IEnumerable<string> Texts(string key) => parts.TryGetValue(key, out var node) && Kinds.ListOf(Kinds.Text).Read(node, (at, why) => findings.Add(at, key, "bad-value", $"{why}；应为列表，例如 [a, b]。")) is { } list ? list.Items : [];

    private List<PackPlace> Packs()
    {
        if (!parts.TryGetValue("packs", out var node))
        {
            findings.Add(0, "packs", "required", "缺少 packs（规则包）：例如 [SZ]，或 {SZ: 990100}（区划代码前缀）。");
            return [];
        }

        return node is YamlMappingNode map
            ? [.. map.Children.Select(c => new PackPlace(Kinds.ScalarOf(c.Key) ?? "", Region(c.Value), (int)c.Key.Start.Line))]
            : [.. Texts("packs").Select(p => new PackPlace(p, InventedCity.Region, (int)node.Start.Line))];
    }

    private string Region(YamlNode node)
    {
        if (Kinds.ScalarOf(node) is { Length: <= 12 } text && text.All(char.IsAsciiDigit))
        {
            return text;
        }

        findings.Add(node, "packs", "bad-value", "应为区划代码或其前缀，例如 99 或 990100。");
        return InventedCity.Region;
    }

    // One pack: keys straight away. Several: below the pack's name.
    private IEnumerable<Assumption> Assumed(List<PackPlace> packs)
    {
        if (!parts.TryGetValue("with", out var node))
        {
            return [];
        }

        if (node is not YamlMappingNode map)
        {
            findings.Add(node, "with", "not-a-mapping", "with（假设）须写成 规则项: 值，例如 window.length: 10。");
            return [];
        }

        return packs.Count == 1
            ? map.Children.Select(c => Assume(packs[0].Pack, c.Key, c.Value))
            : map.Children.SelectMany(p => p.Value is YamlMappingNode inner && packs.Exists(k => k.Pack == Kinds.ScalarOf(p.Key))
                ? inner.Children.Select(c => Assume(Kinds.ScalarOf(p.Key)!, c.Key, c.Value))
                : Stray(p.Key));
    }

    private static Assumption Assume(string pack, YamlNode key, YamlNode value) => new(pack, Kinds.ScalarOf(key) ?? "", FlowYaml.Write(value), (int)key.Start.Line);

    private IEnumerable<Assumption> Stray(YamlNode key)
    {
        findings.Add(key, "with", "unknown-pack", "有多个规则包时，with（假设）下先写规则包名，再写规则项。");
        return [];
    }

    private IEnumerable<int> Years()
    {
        foreach (var text in Texts("calendar"))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and < 2100)
            {
                yield return year;
            }
            else
            {
                findings.Add(parts["calendar"], "calendar", "bad-value", $"“{text}”不对；应为年份列表，例如 [2019, 2020]。");
            }
        }
    }

    private Dictionary<string, string> Desks()
    {
        if (!parts.TryGetValue("desks", out var node))
        {
            return [];
        }

        var known = Enum.GetNames<Policy.Contracts.Party>().ToDictionary(n => n, n => n, StringComparer.OrdinalIgnoreCase);
        var pairs = Kinds.MapOf(Kinds.Text, Kinds.Text).Read(node, (at, why) => findings.Add(at, "desks", "bad-value", $"{why}；应为 角色: 机构编码，例如 hotline_12345: HOTLINE。"))?.Pairs ?? [];
        foreach (var (role, _) in pairs.Where(p => !known.ContainsKey(p.Key.Replace("_", ""))))
        {
            findings.Add(node, $"desks.{role}", "unknown-key", $"没有这个角色；可用：{string.Join("、", known.Keys)}。");
        }

        return pairs.Where(p => known.ContainsKey(p.Key.Replace("_", ""))).ToDictionary(p => known[p.Key.Replace("_", "")], p => p.Value);
    }

    private IReadOnlyList<Scene> Scenes()
    {
        if (parts.TryGetValue("steps", out var node) && node is YamlSequenceNode { Children.Count: > 0 } list)
        {
            return new SceneReader(findings).Read(list);
        }

        findings.Add(node, "steps", "required", "缺少 steps（步骤）：一个列表，每项有 at（时刻）。");
        return [];
    }
}
