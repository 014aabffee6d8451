using YamlDotNet.RepresentationModel;

namespace Haochaping.Host.Rehearsal;

/// <summary>读步骤 — moment, what is done, what is expected.</summary>
internal sealed class SceneReader(Findings findings)
{
    /// <summary>Most scenes of one file.</summary>
    public const int Most = 200;

    private static readonly (string Name, string Chinese)[] Own = [("at", "时刻"), ("jobs", "后台任务"), ("expect", "预期")];

    private readonly EntryReader entries = new(findings);
    private DateTimeOffset? last;

    public IReadOnlyList<Scene> Read(YamlSequenceNode list)
    {
        if (list.Children.Count > Most)
        {
            findings.Add(list, "steps", "too-many", $"步骤过多：最多 {Most} 步。");
        }

        return [.. list.Children.Take(Most).Select((node, i) => ReadScene(node, $"steps[{i + 1}]")).OfType<Scene>()];
    }

    private Scene? ReadScene(YamlNode node, string path)
    {
        if (node is not YamlMappingNode map)
        {
            findings.Add(node, path, "not-a-mapping", "一步应为键值，例如 at: 2020-09-28T15:00。");
            return null;
        }

        var own = new Dictionary<string, YamlNode>();
        var acts = new List<(StepKind Step, YamlNode Node)>();
        foreach (var (key, child) in map.Children)
        {
            Sort(key, child, path, own, acts);
        }

        if (acts.Count > 1)
        {
            findings.Add(node, path, "two-steps", $"一步只做一件事，这里有 {string.Join("、", acts.Select(a => a.Step.Name))}：请分成几步。");
        }

        var at = Moment(own.GetValueOrDefault("at"), node, path);
        var given = acts.Count > 0 ? entries.Read(acts[0].Step, acts[0].Node, $"{path}.{acts[0].Step.Name}") : null;
        var expected = own.TryGetValue("expect", out var expect) ? Expectations(expect, acts.Count > 0, $"{path}.expect") : [];
        return new Scene(at, (int)node.Start.Line, Rest(own.GetValueOrDefault("jobs"), path), acts.Count > 0 ? acts[0].Step : null, given ?? new(new Dictionary<string, Value>(), 0), expected);
    }

    private void Sort(YamlNode key, YamlNode child, string path, Dictionary<string, YamlNode> own, List<(StepKind, YamlNode)> acts)
    {
        var name = Kinds.ScalarOf(key) ?? "";
        if (Own.FirstOrDefault(o => o.Name == name || o.Chinese == name).Name is { } known)
        {
            own[known] = child;
        }
        else if (Entries.Steps.FirstOrDefault(s => s.Name == name || s.Chinese == name) is { } step)
        {
            acts.Add((step, child));
        }
        else
        {
            findings.Add(key, $"{path}.{name}", "unknown-step",
                $"没有这个步骤；可用：{string.Join("、", Own.Select(o => $"{o.Name}（{o.Chinese}）").Concat(Entries.Steps.Select(s => $"{s.Name}（{s.Chinese}）")))}。");
        }
    }

    private DateTimeOffset Moment(YamlNode? node, YamlNode scene, string path)
    {
        if (node is null)
        {
            if (last is null)
            {
                findings.Add(scene, $"{path}.at", "required", "第一步须写 at（时刻），例如 2020-09-28T15:00；以后不写即与上一步同时。");
            }

            return last ??= default;
        }

        var moment = Kinds.Moment.Read(node, (at, why) => findings.Add(at, $"{path}.at", "bad-value", $"{why}；可填：{Kinds.Moment.Allowed}。")) is { } value ? Kinds.ParseMoment(value.Text)!.Value : last ?? default;
        if (moment < last)
        {
            findings.Add(node, $"{path}.at", "back-in-time", $"时刻早于上一步（{Kinds.Write(last.Value)}）：步骤须按时间先后排列。");
        }

        last = moment > last || last is null ? moment : last;
        return last.Value;
    }

    private bool Rest(YamlNode? node, string path)
    {
        var word = node is null ? "run" : Kinds.ScalarOf(node);
        if (word is not ("run" or "rest" or "运行" or "停"))
        {
            findings.Add(node, $"{path}.jobs", "bad-value", "可填：run（运行，默认）、rest（停：到期的事本步之前没有处理）。");
        }

        return word is "rest" or "停";
    }

    private List<Expectation> Expectations(YamlNode node, bool acts, string path)
    {
        var all = new List<Expectation>();
        foreach (var part in node is YamlSequenceNode list ? list.Children : (IEnumerable<YamlNode>)[node])
        {
            if (part is not YamlMappingNode map)
            {
                findings.Add(part, path, "not-a-mapping", "预期应为键值，例如 task: {case: A, state: defaulted}。");
                continue;
            }

            all.AddRange(map.Children.Select(c => ReadExpectation(c.Key, c.Value, acts, path)).OfType<Expectation>());
        }

        return all;
    }

    private Expectation? ReadExpectation(YamlNode key, YamlNode node, bool acts, string path)
    {
        var name = Kinds.ScalarOf(key) ?? "";
        if (Entries.Sights.FirstOrDefault(s => s.Name == name || s.Chinese == name) is not { } sight)
        {
            findings.Add(key, $"{path}.{name}", "unknown-expectation", $"没有这种预期；可用：{string.Join("、", Entries.Sights.Select(s => $"{s.Name}（{s.Chinese}）"))}。");
            return null;
        }

        if (sight.IsOfTheAnswer && !acts)
        {
            findings.Add(key, $"{path}.{name}", "no-step", $"{sight.Name}（{sight.Chinese}）是对本步操作的应答，而这一步没有操作。");
        }

        var given = entries.Read(sight, node, $"{path}.{sight.Name}");
        if (given is not null && !sight.Fields.Any(f => f.Match != Match.Finds && given.Values.ContainsKey(f.Name)))
        {
            findings.Add(node, $"{path}.{sight.Name}", "nothing-expected", $"没有写出预期的内容；可用：{EntryReader.Names(sight.Fields.Where(f => f.Match != Match.Finds))}。");
        }

        return given is null ? null : new Expectation(sight, given);
    }
}
