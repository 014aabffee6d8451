using System.Text;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Policy.Domain.Drafts;

/// <summary>底稿 — a place's pack as parts a form can change, written back as the very file the loader reads. Values are one line of YAML each.</summary>
internal sealed record PackSheet(
    IReadOnlyDictionary<string, string> Header,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyDictionary<string, string> Cites,
    IReadOnlyDictionary<string, string> Readings)
{
    /// <summary>The parts of <c>pack:</c> in their order.</summary>
    public static readonly IReadOnlyList<string> HeaderKeys =
        ["id", "name", "level", "document", "document_no", "effective_from", "effective_to", "continued", "status", "inherits"];

    private static readonly string[] Parts = ["pack", "cites", "resolves"];

    /// <summary>The parts of a file. Keys nobody knows stay where they are, so that the loader can complain about them.</summary>
    public static PackSheet Of(YamlTree tree, IReadOnlyCollection<string> known)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Walk(tree.Root, "", known, values);
        return new(Texts(tree, "pack"), values, Texts(tree, "cites"), Texts(tree, "resolves"));
    }

    /// <summary>
    /// A running or archived version as one file on ND: what its place files set, topmost first, and what an administrator confirmed
    /// (as 本地确认). What only a demo confirmed is left out: a demo confirms nothing. Dates are for the official to set.
    /// </summary>
    public static PackSheet Flatten(CompiledPack pack)
    {
        var known = pack.Schema.Select(s => s.Key).ToList();
        var layers = pack.Layers.Where(l => l.Kind != LayerKind.National && l.Signature?.Demo != true).ToList();
        var own = pack.Layers.First(l => l.Kind == LayerKind.Place).Tree;
        var sheets = layers.ConvertAll(l => (Layer: l, Sheet: Of(l.Tree, known)));
        var (values, cites, readings) = (Empty(), Empty(), Empty());
        foreach (var key in known)
        {
            if (sheets.Find(s => s.Sheet.Values.ContainsKey(key)) is { Layer: { } layer, Sheet: { } sheet })
            {
                values[key] = sheet.Values[key];
                cites[key] = layer.Signature is { } signed ? $"{Domain.Cites.LocalTag} {signed.By}，{signed.Basis}" : sheet.Cites.GetValueOrDefault(key, "");
                Keep(sheet.Readings, key, readings);
            }
        }

        var header = Texts(own, "pack").Where(h => h.Key is not ("effective_from" or "effective_to" or "continued" or "inherits")).Append(new("inherits", RuleSetLoader.National));
        return new(header.ToDictionary(StringComparer.Ordinal), values, cites, readings);
    }

    public string ToYaml(IReadOnlyList<string> order)
    {
        var text = new StringBuilder("pack:\n");
        foreach (var key in HeaderKeys.Concat(Header.Keys.Except(HeaderKeys)).Where(Header.ContainsKey))
        {
            text.Append("  ").Append(FlowText.Scalar(key)).Append(": ").Append(Header[key].Length == 0 ? "~" : FlowText.Scalar(Header[key])).Append('\n');
        }

        var sorted = order.Where(Values.ContainsKey).Concat(Values.Keys.Except(order)).ToList();
        Write(text, [.. sorted.Select(k => (k.Split('.'), Values[k]))], "");
        Flat(text, "cites", Cites, order);
        Flat(text, "resolves", Readings, order);
        return text.ToString();
    }

    private static void Walk(YamlMappingNode map, string prefix, IReadOnlyCollection<string> known, Dictionary<string, string> values)
    {
        foreach (var (name, child) in map.Children.Select(c => (YamlTree.Scalar(c.Key), c.Value)).Where(c => prefix.Length > 0 || !Parts.Contains(c.Item1)))
        {
            var path = prefix + name;
            if (child is YamlMappingNode inner && !known.Contains(path) && known.Any(k => k.StartsWith(path + ".", StringComparison.Ordinal)))
            {
                Walk(inner, path + ".", known, values);
            }
            else if (!YamlTree.IsNull(child))
            {
                values[path] = FlowText.Of(child);
            }
        }
    }

    private static void Write(StringBuilder text, IReadOnlyList<(string[] Path, string Value)> entries, string indent)
    {
        foreach (var group in entries.GroupBy(e => e.Path[0]))
        {
            text.Append(indent).Append(FlowText.Scalar(group.Key)).Append(':');
            if (group.First() is { Path.Length: 1 } leaf)
            {
                text.Append(' ').Append(leaf.Value).Append('\n');
            }
            else
            {
                text.Append('\n');
                Write(text, [.. group.Select(e => (e.Path[1..], e.Value))], indent + "  ");
            }
        }
    }

    private static void Flat(StringBuilder text, string part, IReadOnlyDictionary<string, string> entries, IReadOnlyList<string> order)
    {
        var keys = order.Where(entries.ContainsKey).Concat(entries.Keys.Except(order)).Where(k => entries[k].Length > 0).ToList();
        text.Append(keys.Count > 0 ? part + ":\n" : "");
        keys.ForEach(k => text.Append("  ").Append(FlowText.Scalar(k)).Append(": ").Append(FlowText.Scalar(entries[k])).Append('\n'));
    }

    private static Dictionary<string, string> Empty() => new(StringComparer.Ordinal);

    private static void Keep(IReadOnlyDictionary<string, string> from, string key, Dictionary<string, string> to)
    {
        if (from.TryGetValue(key, out var text))
        {
            to[key] = text;
        }
    }

    private static Dictionary<string, string> Texts(YamlTree tree, string part) => tree.Entries(part)
        .Where(e => e.Value.Length > 0 && !YamlTree.IsNull(e.Node))
        .ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
}
