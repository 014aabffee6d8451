using System.Text.Json;
using Haochaping.Host.Serving;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Host.Backups;

/// <summary>上次备份 — a note in the data folder, so that <c>doctor</c> can say how old the newest backup is.</summary>
/// <param name="At">When it was begun.</param>
/// <param name="File">Where it was written.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Size">Sealed entries in it.</param>
internal sealed record LastBackup(DateTimeOffset At, string File, long Bytes, long Size)
{
    private const int UsualDays = 30;

    /// <summary>Takes the note.</summary>
    public void Note(string dataFolder)
    {
        var (path, beside) = (PathIn(dataFolder), PathIn(dataFolder) + ".new");
        System.IO.File.WriteAllText(beside, JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
        System.IO.File.Move(beside, path, overwrite: true);
    }

    /// <summary>Green while the newest backup is younger than <c>Backup:AlarmAfterDays</c>, and while a house is; red afterwards.</summary>
    public static async Task<Finding> LookAsync(IServiceProvider services, CancellationToken cancel)
    {
        var settings = services.GetRequiredService<IConfiguration>();
        var (days, now) = (settings.GetValue("Backup:AlarmAfterDays", UsualDays), services.GetRequiredService<TimeProvider>().Now());
        if (Read(Stores.DataFolder(settings)) is { } last)
        {
            var age = (int)(now - last.At).TotalDays;
            var words = $"上次备份 {last.At.ToHouse():yyyy-MM-dd HH:mm}（存证 {last.Size} 条，{last.File}）";
            return age < days ? new("", Light.Green, words) : new("", Light.Red, $"{words}，已过 {age} 天：请执行 haochaping backup");
        }

        var first = await services.GetRequiredService<AppDb>().Journal.OrderBy(j => j.At).Select(j => (DateTimeOffset?)j.At).FirstOrDefaultAsync(cancel);
        return first is null ? new("", Light.Green, "还没有数据可备份")
            : new("", (now - first.Value).TotalDays < days ? Light.Yellow : Light.Red, "从未用 haochaping backup 备份过：请现在备份，并把文件和密钥的离线备份分开保存");
    }

    private static LastBackup? Read(string dataFolder)
    {
        try
        {
            return System.IO.File.Exists(PathIn(dataFolder)) ? JsonSerializer.Deserialize<LastBackup>(System.IO.File.ReadAllText(PathIn(dataFolder)), JsonSerializerOptions.Web) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string PathIn(string dataFolder) => Path.Combine(dataFolder, "last-backup.json");
}
