using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Haochaping.Policy.Domain;

/// <summary>
/// 文件安全检查 — looks at a file as a stream of events before anything is built from it. Packs are plain maps: anchors and aliases
/// (with which ten lines become a billion values), deep nesting and keys given twice have no place in them.
/// </summary>
internal static class YamlGuard
{
    private const int DeepestLevel = 12;

    public static bool IsHarmless(SourceText source, Complaints complaints)
    {
        var before = complaints.Count;
        if (source.Fault is { } fault)
        {
            complaints.Add(source.Name, null, "", fault.Code, fault.Message);
            return false;
        }

        foreach (var line in TabbedLines(source.Text))
        {
            complaints.Add($"{source.Name}:{line}", null, "", "tab", "缩进只能用空格，不能用制表符");
        }

        if (complaints.Count == before)
        {
            Walk(source, complaints);
        }

        return complaints.Count == before;
    }

    private static IEnumerable<int> TabbedLines(string text) => text.Split('\n')
        .Select((line, index) => (Line: line, Number: index + 1))
        .Where(l => l.Line.TakeWhile(char.IsWhiteSpace).Contains('\t') && l.Line.Trim().Length > 0)
        .Select(l => l.Number);

    private static void Walk(SourceText source, Complaints complaints)
    {
        var open = new Stack<Nesting>();
        try
        {
            var parser = new Parser(new StringReader(source.Text));
            while (parser.MoveNext() && Accept(parser.Current!, open, source, complaints))
            {
            }
        }
        catch (YamlException broken)
        {
            complaints.Add($"{source.Name}:{broken.Start.Line}", null, "", "not-yaml", $"YAML 语法错误：{broken.Message}");
        }
    }

    /// <summary>Whether it is worth going on.</summary>
    private static bool Accept(ParsingEvent now, Stack<Nesting> open, SourceText source, Complaints complaints)
    {
        void Complain(string code, string message) => complaints.Add($"{source.Name}:{now.Start.Line}", null, "", code, message);
        if (now is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            Complain("alias", "不能使用锚点和别名（& *），请写出每个值");
            return false;
        }

        if (now is Scalar scalar && open.TryPeek(out var map) && !map.Take(scalar.Value))
        {
            Complain("duplicate", $"“{scalar.Value}”写了两次");
        }
        else if (now is MappingStart or SequenceStart)
        {
            _ = open.TryPeek(out var around) && around.Take(null);
            open.Push(new Nesting(now is MappingStart));
        }
        else if (now is MappingEnd or SequenceEnd)
        {
            open.Pop();
        }

        if (open.Count > DeepestLevel)
        {
            Complain("too-deep", $"层级过深，至多 {DeepestLevel} 层");
            return false;
        }

        return true;
    }

    /// <summary>One open map or list; in a map every other node is a key.</summary>
    private sealed class Nesting(bool isMap)
    {
        private readonly HashSet<string> keys = new(StringComparer.Ordinal);
        private bool isKey = true;

        /// <summary>False where a key stands a second time.</summary>
        public bool Take(string? scalar)
        {
            var fresh = !isMap || !isKey || scalar is null || keys.Add(scalar);
            isKey = !isKey;
            return fresh;
        }
    }
}
