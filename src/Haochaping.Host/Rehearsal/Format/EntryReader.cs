using YamlDotNet.RepresentationModel;

namespace Haochaping.Host.Rehearsal;

/// <summary>读词条 — the keys of a step or an expectation; English and Chinese names mean the same.</summary>
internal sealed class EntryReader(Findings findings)
{
    private readonly HashSet<string> subjects = new(StringComparer.Ordinal);

    public Given? Read(Entry entry, YamlNode node, string path)
    {
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        if (node is YamlMappingNode map)
        {
            foreach (var (key, child) in map.Children)
            {
                ReadField(entry, key, child, path, values);
            }
        }
        else if (Kinds.ScalarOf(node) is not null || node is YamlSequenceNode)
        {
            ReadShort(entry, node, path, values);
        }

        foreach (var missing in entry.Fields.Where(f => f.Required && !values.ContainsKey(f.Name) && !Complained(node, f)))
        {
            findings.Add(node, $"{path}.{missing.Name}", "required", $"缺少 {missing.Name}（{missing.Chinese}）：{missing.Kind.Allowed}。");
        }

        CheckSubjects(entry, values, node, path);
        return new Given(values, (int)node.Start.Line);
    }

    private void ReadField(Entry entry, YamlNode key, YamlNode child, string path, Dictionary<string, Value> values)
    {
        var name = Kinds.ScalarOf(key) ?? "";
        if (entry.Fields.FirstOrDefault(f => f.Name == name || f.Chinese == name) is not { } field)
        {
            findings.Add(key, $"{path}.{name}", "unknown-key", $"{entry.Name}（{entry.Chinese}）没有这个键；可用：{Names(entry.Fields)}。");
        }
        else if (!values.ContainsKey(field.Name) && field.Kind.Read(child, (at, why) => No(at, $"{path}.{field.Name}", why, field)) is { } value)
        {
            values[field.Name] = value;
        }
    }

    private void ReadShort(Entry entry, YamlNode node, string path, Dictionary<string, Value> values)
    {
        if (entry.Short is not { } shorthand)
        {
            findings.Add(node, path, "not-a-mapping", $"{entry.Name}（{entry.Chinese}）须写出键；可用：{Names(entry.Fields)}。");
        }
        else if (entry.Fields.Single(f => f.Name == shorthand) is var field && field.Kind.Read(node, (at, why) => No(at, path, why, field)) is { } value)
        {
            values[shorthand] = value;
        }
    }

    private void No(YamlNode at, string path, string why, Field field) => findings.Add(at, path, "bad-value", $"{why}；可填：{field.Kind.Allowed}。");

    // A key that is there but wrong was told already.
    private static bool Complained(YamlNode node, Field field) =>
        node is YamlMappingNode map && map.Children.Keys.Any(k => Kinds.ScalarOf(k) is { } name && (name == field.Name || name == field.Chinese));

    private void CheckSubjects(Entry entry, Dictionary<string, Value> values, YamlNode node, string path)
    {
        foreach (var field in entry.Fields.Where(f => values.ContainsKey(f.Name)))
        {
            if (ReferenceEquals(field.Kind, Kinds.NewSubject))
            {
                subjects.Add(values[field.Name].Text);
            }

            foreach (var name in ReferenceEquals(field.Kind, Kinds.Subject) || ReferenceEquals(field.Kind, SubjectList) ? values[field.Name].Items.Where(i => !subjects.Contains(i)) : [])
            {
                findings.Add(node, $"{path}.{field.Name}", "unknown-subject", $"前面没有编号为“{name}”的办件或到访；已有：{(subjects.Count > 0 ? string.Join("、", subjects) : "无")}。");
            }
        }
    }

    /// <summary>Several cases that came before.</summary>
    public static readonly Kind SubjectList = Kinds.ListOf(Kinds.Subject);

    public static string Names(IEnumerable<Field> fields) => string.Join("、", fields.Select(f => $"{f.Name}（{f.Chinese}）"));
}
