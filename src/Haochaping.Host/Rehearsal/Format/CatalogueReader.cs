using System.Text;
using Haochaping.Catalog.Contracts;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Host.Rehearsal;

/// <summary>读目录 — rows for the product's own import; their columns are those of its files.</summary>
internal static class CatalogueReader
{
    private const int MostRows = 500;

    public static IReadOnlyList<Sheet> Read(YamlNode? node, Findings findings)
    {
        if (node is null)
        {
            return [];
        }

        if (node is not YamlMappingNode map)
        {
            findings.Add(node, "catalogue", "not-a-mapping", $"catalogue（目录）须写成 类型: 列表；类型：{Names()}。");
            return [];
        }

        return [.. map.Children.Select(c => ReadSheet(c.Key, c.Value, findings)).OfType<Sheet>().OrderBy(s => s.Kind)];
    }

    private static Sheet? ReadSheet(YamlNode key, YamlNode node, Findings findings)
    {
        var name = Kinds.ScalarOf(key) ?? "";
        if (!Enum.GetValues<ImportKind>().Any(k => k.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            findings.Add(key, $"catalogue.{name}", "unknown-key", $"没有这个类型；可用：{Names()}。");
            return null;
        }

        var rows = (node as YamlSequenceNode)?.Children ?? [];
        if (rows.Count is 0 or > MostRows || rows.Any(r => r is not YamlMappingNode))
        {
            findings.Add(node, $"catalogue.{name}", "bad-value", $"应为列表，每行为 列名: 值，最多 {MostRows} 行。");
            return null;
        }

        return Table(Enum.Parse<ImportKind>(name, ignoreCase: true), [.. rows.Cast<YamlMappingNode>()]);
    }

    private static Sheet Table(ImportKind kind, List<YamlMappingNode> rows)
    {
        var columns = rows.SelectMany(r => r.Children.Keys.Select(k => Kinds.ScalarOf(k) ?? "")).Distinct().ToList();
        var csv = new StringBuilder().AppendJoin(',', columns.Select(Cell)).Append('\n');
        foreach (var row in rows)
        {
            csv.AppendJoin(',', columns.Select(c => row.Children.TryGetValue(new YamlScalarNode(c), out var cell) ? Cell(Kinds.ScalarOf(cell) ?? "") : "")).Append('\n');
        }

        return new Sheet(kind, csv.ToString(), [.. rows.Select(r => (int)r.Start.Line)]);
    }

    private static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";

    private static string Names() => string.Join("、", Enum.GetNames<ImportKind>().Select(n => n.ToLowerInvariant()));
}
