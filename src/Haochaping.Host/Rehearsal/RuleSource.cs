using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Haochaping.Host.Rehearsal;

/// <summary>
/// 规则来源 — the installation's rule packs as a rehearsal uses them: a copy of the policy folder with the years and the assumptions
/// of the scenario. Confirmations are those of the installation; a pack that has none takes the demo one that is shipped.
/// </summary>
internal sealed class RuleSource(IConfiguration settings)
{
    private const string Assumed = "with-";

    private readonly string folder = FolderOf(settings);

    /// <summary>The policy folder of an installation.</summary>
    public static string FolderOf(IConfiguration settings) => settings["Policy:Folder"] is { Length: > 0 } named
        ? Path.GetFullPath(named, AppContext.BaseDirectory)
        : Path.Combine(AppContext.BaseDirectory, "policy");

    /// <summary>Copies what the scenario needs; returns the settings of its house.</summary>
    public Dictionary<string, string?> CopyTo(string target, Script script, Findings findings, Understudy? draft)
    {
        Copy("packs", "*.yaml", target, _ => true);
        Copy("tags", "*", target, _ => true);
        Copy("calendar", "*.json", target, name => script.Years.Count == 0 || script.Years.Any(y => name == Kinds.Write((long)y)));
        File.Copy(Path.Combine(folder, "labels.zh.yaml"), Path.Combine(target, "labels.zh.yaml"));
        var stand = draft?.Replace(target);
        Check(script, target, findings);
        var confirmed = stand is null ? Overlays() : [.. Overlays().Where(o => draft!.Leaves(o, target)), stand];
        List<string> overlays = [.. confirmed, .. Assumptions(script, target)];
        var all = new Dictionary<string, string?> { ["Policy:Folder"] = target };
        foreach (var (i, overlay) in overlays.Index())
        {
            all[$"Policy:Overlays:{i}"] = overlay;
        }

        foreach (var place in script.Packs)
        {
            all[$"Policy:Places:{place.Region}"] = place.Pack;
        }

        return all;
    }

    /// <summary>What the loader complains about, with the scenario's own lines where an assumption is to blame.</summary>
    public static void Report(Refusal refusal, Script script, Findings findings)
    {
        foreach (var complaint in refusal.Complaints ?? [new Complaint("", refusal.Code, refusal.Message)])
        {
            var (where, key) = complaint.Field.Split(' ', 2) is [var file, var rest] ? (file, rest) : (complaint.Field, "");
            var about = where.StartsWith(Assumed, StringComparison.Ordinal) ? script.Assumed.FirstOrDefault(a => key == a.Key || key.StartsWith(a.Key + ".", StringComparison.Ordinal) || a.Key.StartsWith(key + ".", StringComparison.Ordinal)) : null;
            findings.Add(about?.Line ?? 0, about is null ? complaint.Field : $"with.{key}", complaint.Code, complaint.Message);
        }
    }

    private static void Check(Script script, string target, Findings findings)
    {
        var known = Directory.EnumerateFiles(Path.Combine(target, "packs")).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal).ToList();
        foreach (var place in script.Packs.Where(p => !known.Contains(p.Pack)))
        {
            findings.Add(place.Line, "packs", "unknown-pack", $"没有规则包“{place.Pack}”；可用：{string.Join("、", known)}。");
        }

        foreach (var year in script.Years.Where(y => !File.Exists(Path.Combine(target, "calendar", Kinds.Write((long)y) + ".json"))))
        {
            findings.Add(0, "calendar", "unknown-year", $"没有 {year} 年的日历。");
        }
    }

    private IEnumerable<string> Overlays()
    {
        var own = settings.GetSection("Policy:Overlays").GetChildren().Select(o => Path.GetFullPath(o.Value ?? "", folder)).SelectMany(Files).ToList();
        var confirmed = own.Select(o => ScalarIn(o, "overlay", "for")).ToHashSet();
        return [.. Files(Path.Combine(folder, "overlays")).Except(own).Where(f => !confirmed.Contains(ScalarIn(f, "overlay", "for"))), .. own];
    }

    private static IEnumerable<string> Assumptions(Script script, string target)
    {
        foreach (var pack in script.Assumed.GroupBy(a => a.Pack))
        {
            var file = Path.Combine(target, $"{Assumed}{pack.Key}.yaml");
            File.WriteAllText(file, FlowYaml.Overlay(pack.Key, new DateOnly(2019, 1, 1), pack));
            yield return file;
        }
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal) : File.Exists(path) ? [path] : [];

    /// <summary>One value of a file's header; null where there is none. A file that cannot be read is told by the loader.</summary>
    internal static string? ScalarIn(string file, string part, string key)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(File.ReadAllText(file)));
            return stream.Documents is [{ RootNode: YamlMappingNode root }] && root.Children.TryGetValue(new YamlScalarNode(part), out var header)
                && header is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? Kinds.ScalarOf(value) : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private void Copy(string part, string pattern, string target, Func<string, bool> wanted)
    {
        Directory.CreateDirectory(Path.Combine(target, part));
        foreach (var file in Directory.Exists(Path.Combine(folder, part)) ? Directory.EnumerateFiles(Path.Combine(folder, part), pattern).Where(f => wanted(Path.GetFileNameWithoutExtension(f))) : [])
        {
            File.Copy(file, Path.Combine(target, part, Path.GetFileName(file)));
        }
    }
}
