using System.Diagnostics;
using Haochaping.Testing;

namespace Haochaping.Tests.Host;

/// <summary>
/// 小磁盘 — a few megabytes of memory mounted where a house keeps its data, visible to that one process and gone with it: a mount
/// namespace of its own, which needs no root where the kernel allows user namespaces.
/// </summary>
internal sealed class SmallDisk(string original) : IAsyncDisposable
{
    public const string WhySkipped = "No private mounts here: neither root nor user namespaces (unshare)";
    private const int Megabytes = 48;
    private static readonly string[] Namespace = ["unshare", "--user", "--map-root-user", "--mount"];
    private readonly string mount = Directory.CreateTempSubdirectory("haochaping-disk-").FullName;

    /// <summary>Mounts the disk, puts a copy of the data on it, and becomes the program.</summary>
    public string[] Wrapper => [.. Namespace, "sh", "-c", $"mount -t tmpfs -o size={Megabytes}m tmpfs \"$0\" && cp -a '{original}/.' \"$0\" && exec \"$@\"", mount];

    public static async Task<bool> IsPossibleAsync()
    {
        try
        {
            using var trial = Process.Start(Namespace[0], [.. Namespace[1..], "sh", "-c", "mount -t tmpfs tmpfs /mnt"]);
            await trial.WaitForExitAsync();
            return trial.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no unshare
        }
    }

    /// <summary>The settings, with the data on this disk.</summary>
    public Dictionary<string, string?> Of(IReadOnlyDictionary<string, string?> settings) => new(settings) { ["HAOCHAPING_DATA"] = mount };

    /// <summary>Takes every byte that is left.</summary>
    public void Fill(HouseProcess house)
    {
        using var ballast = new FileStream(Ballast(house), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var piece = 1 << 20; piece >= 1;)
        {
            try
            {
                ballast.Write(new byte[piece]);
            }
            catch (IOException)
            {
                piece /= 2;
            }
        }
    }

    public void MakeRoom(HouseProcess house) => File.Delete(Ballast(house));

    /// <summary>Freezes the house, copies what lies on its disk, and ends it: the copy is what a power cut would have left.</summary>
    public async Task CarryHomeAsync(HouseProcess house)
    {
        await house.SignalAsync("STOP");
        foreach (var file in Directory.GetFiles(original, "haochaping.db*"))
        {
            File.Delete(file);
        }

        foreach (var file in Directory.GetFiles(Seen(house), "haochaping.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(original, Path.GetFileName(file)));
        }

        house.Kill();
        await house.EndedAsync();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(mount, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string Ballast(HouseProcess house) => Path.Combine(Seen(house), "ballast");

    // The disk as the process sees it.
    private string Seen(HouseProcess house) => $"/proc/{house.Id}/root{mount}";
}
