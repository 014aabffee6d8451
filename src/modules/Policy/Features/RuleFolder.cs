using Haochaping.Kernel;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Policy.Features;

/// <summary>规则文件夹 — reads <c>Policy:Folder</c>, <c>Policy:Overlays</c>, <c>Policy:Places</c> and <c>Policy:Default</c>.</summary>
internal sealed class RuleFolder(IConfiguration settings)
{
    private readonly string folder = settings["Policy:Folder"] is { Length: > 0 } named
        ? Path.GetFullPath(named, AppContext.BaseDirectory)
        : Path.Combine(AppContext.BaseDirectory, "policy");

    /// <summary>The newest tag list of the folder.</summary>
    public NationalTags Tags() => new(folder);

    public Result<RuleFiles> Read()
    {
        var overlays = settings.GetSection("Policy:Overlays").GetChildren().Select(o => o.Value ?? "").SelectMany(Overlay).ToList();
        var labels = Path.Combine(folder, "labels.zh.yaml");
        var missing = overlays.Prepend(labels).Where(f => !File.Exists(f)).ToList();
        if (missing.Contains(labels))
        {
            return Missing(missing, []);
        }

        var files = new RuleFiles(
            Text(labels),
            All("packs", "*.yaml"),
            [.. overlays.Except(missing).Select(Text)],
            All("calendar", "*.json"),
            settings.GetSection("Policy:Places").GetChildren().ToDictionary(p => p.Key, p => p.Value ?? "", StringComparer.Ordinal),
            settings["Policy:Default"] ?? "ND");
        return missing.Count == 0 ? files : Missing(missing, RuleSetLoader.Load(files).Refusal?.Complaints ?? []);
    }

    // What else is wrong is told in the same breath, so that nobody has to start six times.
    private static Refusal Missing(IEnumerable<string> files, IReadOnlyList<Complaint> others) => new(
        RefusalKind.Unprocessable, "policy-files-missing", $"缺少文件：{string.Join("、", files)}（设置 Policy:Folder、Policy:Overlays）", Complaints: others);

    /// <summary>An entry may name one file or a folder of them; relative to the policy folder.</summary>
    private IEnumerable<string> Overlay(string entry)
    {
        var path = Path.GetFullPath(entry, folder);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal) : [path];
    }

    private List<SourceText> All(string part, string pattern) => Directory.Exists(Path.Combine(folder, part))
        ? [.. Directory.EnumerateFiles(Path.Combine(folder, part), pattern).Order(StringComparer.Ordinal).Select(Text)]
        : [];

    private SourceText Text(string file) => new(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file));
}
