using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>装载 — all files in, one rule set out, or every complaint at once.</summary>
internal static class RuleSetLoader
{
    /// <summary>国家默认 — the id of the pack at the bottom.</summary>
    public const string National = "ND";

    public static Result<RuleSet> Load(RuleFiles files)
    {
        var complaints = new Complaints();
        var (set, _) = Build(files, complaints);
        return set is not null
            ? set
            : new Refusal(RefusalKind.Unprocessable, "bad-rule-packs", $"规则包有 {complaints.All.Count} 处问题，未启用", Complaints: complaints.All);
    }

    /// <summary>试装 — the same with one more file: the pack it would make, and everything that is wrong.</summary>
    public static Trial Try(RuleFiles files, SourceText draft)
    {
        var complaints = new Complaints();
        var (_, compiled) = Build(files with { Packs = [.. files.Packs, draft] }, complaints);
        return new Trial(compiled.FirstOrDefault(c => c.Layers.First(l => l.Kind != LayerKind.Overlay).Tree.Name == draft.Name), complaints.All);
    }

    private static (RuleSet? Set, IReadOnlyList<CompiledPack> Compiled) Build(RuleFiles files, Complaints complaints)
    {
        var labels = Labels.Parse(files.Labels, complaints);
        var calendar = Calendar(files.Calendars, files.Imported, complaints);
        var compiled = PackStacks.Of(files, complaints).ConvertAll(stack => Compile(stack, labels, complaints));
        var places = PlaceMap.Read(files, [.. compiled.Select(c => c.Pack.Ref.Id).Distinct()], complaints);
        SetChecks.Run(compiled, calendar, complaints);
        return complaints.Count > 0
            ? (null, compiled)
            : (new RuleSet(compiled, compiled.First(c => c.Pack.Ref.Id == National), calendar, places.Places, places.Default, labels), compiled);
    }

    private static WorkCalendar Calendar(IReadOnlyList<SourceText> files, CalendarShelf imported, Complaints complaints)
    {
        // An imported year takes the place of its file, which stays as it was shipped.
        var years = files.Select(f => (File: f, Year: CalendarFile.Parse(f, complaints))).Where(y => y.Year is not null && !imported.Years.ContainsKey(y.Year.Year))
            .Concat(imported.Years.Values.Select(f => (File: f, Year: CalendarFile.Parse(f, complaints)))).Where(y => y.Year is not null).ToList();
        foreach (var twice in years.GroupBy(y => y.Year!.Year).Where(g => g.Count() > 1))
        {
            complaints.Add(twice.Last().File.Name, null, "year", "duplicate", $"{twice.Key} 年出现在两个文件中");
        }

        var named = years.SelectMany(y => y.Year!.Days.Select(d => (y.File, Day: d))).GroupBy(d => d.Day.Date).Where(g => g.Count() > 1).ToList();
        named.ForEach(g => complaints.Add(g.Last().File.Name, null, $"days {g.Key:yyyy-MM-dd}", "duplicate", "同一天出现在两年的安排中"));
        return new WorkCalendar(complaints.Count > 0 ? [] : years.Select(y => y.Year!), imported.Revision);
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
            Readings.Check(layer.Tree, complaints);
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
}

/// <summary>试装结果 — what one more file would make of the rules.</summary>
/// <param name="Pack">The pack, as far as it could be read: worth little after a complaint; null where the file is no pack at all.</param>
/// <param name="Complaints">Everything that is wrong.</param>
internal sealed record Trial(CompiledPack? Pack, IReadOnlyList<Complaint> Complaints);
