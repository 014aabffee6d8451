using System.Text.RegularExpressions;
using Haochaping.Policy.Contracts;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Policy.Domain;

/// <summary>存疑读法 — the <c>resolves:</c> part of a pack: key → <c>Q04 how the article is read</c>.</summary>
internal static partial class Readings
{
    private const string Part = "resolves";

    /// <summary>How a file reads the article behind one of its own keys, or null.</summary>
    public static Reading? Of(YamlTree tree, string key) =>
        tree.Find(Part) is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? Parse((node as YamlScalarNode)?.Value) : null;

    /// <summary>Those of the document as a whole.</summary>
    public static IReadOnlyDictionary<string, Reading> OfHeader(YamlTree tree) => tree.Entries(Part)
        .Where(e => IsHeader(e.Key))
        .Select(e => (e.Key, Reading: Parse(e.Value)))
        .Where(e => e.Reading is not null)
        .ToDictionary(e => e.Key, e => e.Reading!, StringComparer.Ordinal);

    /// <summary>Every entry needs a number and a key that this very file sets.</summary>
    public static void Check(YamlTree tree, Complaints complaints)
    {
        foreach (var (key, value, node) in tree.Entries(Part))
        {
            if (Parse(value) is null)
            {
                complaints.Add(tree.Name, node, $"{Part}.{key}", "bad-reading", "须写成“Q04 读法”：编号在前，读法在后");
            }
            else if (!IsHeader(key) && tree.Find(key) is null)
            {
                complaints.Add(tree.Name, node, $"{Part}.{key}", "reading-of-nothing", "本文件没有设定这一项，读法是多余的");
            }
        }
    }

    private static bool IsHeader(string key) => key.StartsWith("pack.", StringComparison.Ordinal);

    private static Reading? Parse(string? text) => Form().Match(text ?? "") is { Success: true } match
        ? new Reading([.. match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)], match.Groups[2].Value)
        : null;

    [GeneratedRegex(@"^((?:Q\d{2} )+)(\S.*)$")]
    private static partial Regex Form();
}
