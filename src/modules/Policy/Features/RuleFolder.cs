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
        var overlays = Overlays().ToList();
        var missing = overlays.Prepend(Labels).Where(f => !File.Exists(f)).ToList();
        if (missing.Contains(Labels))
        {
            return Missing(missing, []);
        }

        var files = new RuleFiles(
            Text(Labels),
            [.. In("packs", "*.yaml").Select(Text)],
            [.. overlays.Except(missing).Select(Text)],
            [.. In("calendar", "*.json").Select(Text)],
            settings.GetSection("Policy:Places").GetChildren().ToDictionary(p => p.Key, p => p.Value ?? "", StringComparer.Ordinal),
            settings["Policy:Default"])
        {
            PlacesFile = File.Exists(Places) ? Text(Places) : null,
        };
        return missing.Count == 0 ? files : Missing(missing, RuleSetLoader.Load(files).Refusal?.Complaints ?? []);
    }

    /// <summary>指纹 — names, sizes and times of every file that counts: another fingerprint means another set to read.</summary>
    public string Fingerprint() => string.Join('\n', In("packs", "*.yaml").Concat(In("calendar", "*.json")).Concat(Overlays()).Append(Labels).Append(Places)
        .Select(f => new FileInfo(f)).Where(f => f.Exists).Select(f => $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}"));

    private string Labels => Path.Combine(folder, "labels.zh.yaml");

    private string Places => Path.Combine(folder, "places.yaml");

    private IEnumerable<string> Overlays() => settings.GetSection("Policy:Overlays").GetChildren().Select(o => o.Value ?? "").SelectMany(Overlay);

    // What else is wrong is told in the same breath, so that nobody has to start six times.
    private static Refusal Missing(IEnumerable<string> files, IReadOnlyList<Complaint> others) => new(
        RefusalKind.Unprocessable, "policy-files-missing", $"缺少文件：{string.Join("、", files)}（设置 Policy:Folder、Policy:Overlays）", Complaints: others);

    /// <summary>An entry may name one file or a folder of them; relative to the policy folder.</summary>
    private IEnumerable<string> Overlay(string entry)
    {
        var path = Path.GetFullPath(entry, folder);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal) : [path];
    }

    private IEnumerable<string> In(string part, string pattern) => Directory.Exists(Path.Combine(folder, part))
        ? Directory.EnumerateFiles(Path.Combine(folder, part), pattern).Order(StringComparer.Ordinal)
        : [];

    // A huge file is not read beyond the point where it is known to be one.
    private SourceText Text(string file)
    {
        using var stream = File.OpenRead(file);
        var bytes = new byte[Math.Min(stream.Length, SourceText.MostBytes + 1L)];
        stream.ReadExactly(bytes);
        return SourceText.Of(Path.GetRelativePath(folder, file).Replace('\\', '/'), bytes);
    }
}
