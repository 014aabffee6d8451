using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>规则文件 — the texts of a policy folder and the installation's choice of places.</summary>
internal sealed record RuleFiles(
    SourceText Labels,
    IReadOnlyList<SourceText> Packs,
    IReadOnlyList<SourceText> Overlays,
    IReadOnlyList<SourceText> Calendars,
    IReadOnlyDictionary<string, string> Places,
    string DefaultPack);

/// <summary>装载 — all files in, one rule set out, or every complaint at once.</summary>
internal static class RuleSetLoader
{
    private const string National = "ND";

    public static Result<RuleSet> Load(RuleFiles files)
    {
        var complaints = new Complaints();
        var labels = Labels.Parse(files.Labels, complaints);
        var calendar = Calendar(files.Calendars, complaints);
        var stacks = Stacks(files, complaints);
        var compiled = stacks.Select(stack => Compile(stack, labels, complaints)).ToList();
        CheckSet(files, calendar, compiled.ConvertAll(c => c.Pack), complaints);
        if (complaints.Count > 0)
        {
            var all = complaints.All;
            return new Refusal(RefusalKind.Unprocessable, "bad-rule-packs", $"规则包有 {all.Count} 处问题，未启用", Complaints: all);
        }

        return new RuleSet(compiled, compiled.First(c => c.Pack.Ref.Id == National), calendar, files.Places, files.DefaultPack, labels);
    }

    private static WorkCalendar Calendar(IReadOnlyList<SourceText> files, Complaints complaints)
    {
        var years = files.Select(f => (File: f, Year: CalendarFile.Parse(f, complaints))).Where(y => y.Year is not null).ToList();
        foreach (var twice in years.GroupBy(y => y.Year!.Year).Where(g => g.Count() > 1))
        {
            complaints.Add(twice.Last().File.Name, null, "year", "duplicate", $"{twice.Key} 年出现在两个文件中");
        }

        var named = years.SelectMany(y => y.Year!.Days.Select(d => (y.File, Day: d))).GroupBy(d => d.Day.Date).Where(g => g.Count() > 1).ToList();
        named.ForEach(g => complaints.Add(g.Last().File.Name, null, $"days {g.Key:yyyy-MM-dd}", "duplicate", "同一天出现在两年的安排中"));
        return new WorkCalendar(complaints.Count > 0 ? [] : years.Select(y => y.Year!));
    }

    /// <summary>Overlays of the place, the place, overlays of ND, ND: topmost first.</summary>
    private static List<IReadOnlyList<Layer>> Stacks(RuleFiles files, Complaints complaints)
    {
        var packs = files.Packs.Select(f => YamlTree.Parse(f, complaints)).OfType<YamlTree>().ToList();
        var overlays = files.Overlays
            .Select(f => YamlTree.Parse(f, complaints)).OfType<YamlTree>()
            .Select(t => (Tree: t, Signature: Signature.Read(t, complaints)))
            .Where(o => o.Signature is not null)
            .Select(o => new Layer(LayerKind.Overlay, o.Tree, o.Signature)).Reverse().ToList();
        foreach (var stray in overlays.Where(o => !packs.Exists(p => Stem(p) == o.Signature!.For)))
        {
            complaints.Add(stray.Tree.Name, stray.Tree.Find("overlay.for"), "overlay.for", "unknown-pack",
                $"没有规则包文件“{stray.Signature!.For}”；可用：{string.Join("、", packs.Select(Stem))}");
        }

        List<Layer> With(YamlTree tree, LayerKind kind) => [.. overlays.Where(o => o.Signature!.For == Stem(tree)), new Layer(kind, tree)];
        if (packs.Find(p => p.Text("pack.id") == National) is not { } national)
        {
            complaints.Add("packs", null, "ND", "missing-pack", "缺少国家默认包 ND");
            return [];
        }

        var bottom = With(national, LayerKind.National);
        return [bottom, .. packs.Where(p => p != national).Select(p => (IReadOnlyList<Layer>)[.. With(p, LayerKind.Place), .. bottom])];
    }

    private static CompiledPack Compile(IReadOnlyList<Layer> layers, Labels labels, Complaints complaints)
    {
        var before = complaints.Count;
        var reader = new PackReader(layers, labels, complaints);
        var pack = PackCompiler.Compile(reader, layers, complaints);
        var known = reader.Asked.Select(a => a.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            UnknownKeys.Check(layer, known, complaints);
        }

        if (complaints.Count == before)
        {
            Check(pack, layers, complaints);
        }

        return new CompiledPack(pack, layers, reader.Asked);
    }

    private static void Check(RulePack pack, IReadOnlyList<Layer> layers, Complaints complaints)
    {
        foreach (var (key, code, message) in PackChecks.Run(pack))
        {
            var setter = layers.FirstOrDefault(l => l.Tree.Find(key) is not null) ?? layers[0];
            complaints.Add(setter.Tree.Name, setter.Tree.Find(key), key, code, message);
        }
    }

    private static void CheckSet(RuleFiles files, WorkCalendar calendar, List<RulePack> packs, Complaints complaints)
    {
        foreach (var twice in packs.GroupBy(p => (p.Ref.Id, p.EffectiveFrom)).Where(g => g.Count() > 1))
        {
            complaints.Add("packs", null, twice.Key.Id, "duplicate", "两个文件的 id 和施行日期相同");
        }

        foreach (var (place, id) in files.Places.Append(new("Default", files.DefaultPack)).Where(p => !packs.Exists(k => k.Ref.Id == p.Value)))
        {
            complaints.Add("Policy:Places", null, place, "unknown-pack", $"没有规则包“{id}”；可用：{string.Join("、", packs.Select(p => p.Ref.Id).Distinct())}");
        }

        if (complaints.Count == 0 && calendar.Years.Count == 0 && packs.Exists(p => p.Window.Length.Unit == DurationUnit.WorkingDay))
        {
            complaints.Add("calendar", null, "", "missing-calendar", "有规则包按工作日计算，须有节假日安排");
        }
    }

    private static string Stem(YamlTree tree) => Path.GetFileNameWithoutExtension(tree.Name);
}
