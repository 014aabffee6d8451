using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Host.Rehearsal;

/// <summary>安全读取 — a file that anybody may have written: small, flat, without aliases, so that reading it costs what its size says.</summary>
internal static class SafeYaml
{
    /// <summary>Longest file, in characters.</summary>
    public const int Longest = 64 * 1024;

    private const int Deepest = 12;

    public static YamlMappingNode? Read(string text, Findings findings)
    {
        if (text.Length > Longest)
        {
            findings.Add(0, "", "too-long", $"文件过大：最多 {Longest / 1024} KB。");
            return null;
        }

        try
        {
            if (!IsFlat(text, findings))
            {
                return null;
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return root;
            }

            findings.Add(0, "", "not-a-mapping", "文件须为一个 YAML 映射，以 rehearsal: 开头。");
        }
        catch (YamlException broken)
        {
            findings.Add(broken.Start, "", "not-yaml", "YAML 语法错误：" + broken.Message);
        }

        return null;
    }

    // The parser keeps its own stack; the tree that is loaded afterwards does not.
    private static bool IsFlat(string text, Findings findings)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current is MappingStart or SequenceStart ? 1 : parser.Current is MappingEnd or SequenceEnd ? -1 : 0;
            if (depth > Deepest || parser.Current is AnchorAlias)
            {
                findings.Add(parser.Current!.Start, "", depth > Deepest ? "too-deep" : "alias", depth > Deepest ? $"嵌套过深：最多 {Deepest} 层。" : "不支持别名（*）：请写出内容。");
                return false;
            }
        }

        return true;
    }
}
