using System.IO.Compression;
using System.Security.Cryptography;
using Haochaping.Host.Rehearsal;

namespace Haochaping.Host.Backups;

/// <summary>随附规则 — the rule files go along with a backup, since they judged its cases. Restoring never changes the installation's own.</summary>
internal static class RuleParts
{
    private const string Folder = "policy/";
    private const string Overlays = "policy-overlays/";

    /// <summary>Adds the policy folder, and confirmations that lie elsewhere.</summary>
    public static async Task<IReadOnlyList<FilePart>> AddAsync(ZipArchive archive, IConfiguration settings, CancellationToken cancel)
    {
        var parts = new List<FilePart>();
        foreach (var (path, file) in Of(settings))
        {
            var bytes = await File.ReadAllBytesAsync(file, cancel);
            await BackupFile.AddAsync(archive, path, bytes, cancel);
            parts.Add(new(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }

        return parts;
    }

    /// <summary>The rule files of a backup that are another here, or missing.</summary>
    public static IReadOnlyList<FilePart> Other(BackupManifest manifest, IConfiguration settings)
    {
        var here = Of(settings).ToDictionary(f => f.Path, f => f.File);
        return [.. manifest.Files.Where(f => !here.TryGetValue(f.Path, out var file) || Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) != f.Sha256)];
    }

    /// <summary>Puts the rule files of a backup into a folder of their own.</summary>
    public static async Task UnpackAsync(BackupFile backup, string folder, CancellationToken cancel)
    {
        foreach (var part in backup.Manifest.Files)
        {
            var target = Path.GetFullPath(Path.Combine(folder, part.Path));
            if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw BackupFaults.Of("backup-damaged", "备份清单中有指向别处的文件名：没有取出规则文件。");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var hash = SHA256.Create();
            await using var from = backup.Open(part.Path, hash);
            await using var to = File.Create(target);
            await from.CopyToAsync(to, cancel);
        }
    }

    private static IEnumerable<(string Path, string File)> Of(IConfiguration settings)
    {
        var folder = RuleSource.FolderOf(settings);
        var inside = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList() : [];
        var beside = settings.GetSection("Policy:Overlays").GetChildren().Select(o => Path.GetFullPath(o.Value ?? "", folder))
            .SelectMany(o => Directory.Exists(o) ? Directory.GetFiles(o, "*.yaml").Order(StringComparer.Ordinal) : File.Exists(o) ? [o] : Enumerable.Empty<string>())
            .Except(inside).DistinctBy(Path.GetFileName);
        return [.. inside.Select(f => (Folder + Path.GetRelativePath(folder, f).Replace('\\', '/'), f)), .. beside.Select(f => (Overlays + Path.GetFileName(f), f))];
    }
}
