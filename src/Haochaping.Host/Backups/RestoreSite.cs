using Haochaping.Host.Commands;
using Haochaping.Kernel;
using Microsoft.Data.Sqlite;

namespace Haochaping.Host.Backups;

/// <summary>
/// 恢复工地 — where a backup is loaded. A SQLite file is made beside and moved to its place when everything is right; a PostgreSQL
/// database takes it in one transaction.
/// </summary>
internal sealed class RestoreSite(Session session) : IDisposable
{
    private const string File = "haochaping.db";
    private readonly bool sqlite = Stores.Create(session.Settings).Name == "sqlite";
    private readonly string folder = Path.Combine(session.DataFolder, ".restoring");

    /// <summary>Why nothing can be built here; null when it can.</summary>
    public Refusal? Refusal(BackupManifest manifest)
    {
        if (!sqlite)
        {
            return null; // its server is asked later
        }

        var free = new DriveInfo(session.DataFolder).AvailableFreeSpace;
        return Stores.IsThere(session.Settings) ? NotEmpty
            : free < manifest.StoreBytes ? BackupFaults.No("restore-no-space", $"数据目录所在磁盘剩余 {free >> 20} MB，恢复约需 {manifest.StoreBytes >> 20} MB：请先腾出空间。")
            : null;
    }

    /// <summary>What is said of a store that holds anything.</summary>
    public static Refusal NotEmpty => BackupFaults.No(
        "restore-target-not-empty", "目标里已有数据库：恢复只写入空库，没有改动任何东西。请把 HAOCHAPING_DATA 指向空文件夹（PostgreSQL 换一个空数据库）。");

    /// <summary>A house on the site.</summary>
    public WebApplication Build()
    {
        if (!sqlite)
        {
            return session.Build();
        }

        Dispose(); // what a restore left that was killed
        Directory.CreateDirectory(folder);
        return session.Build(adjust: builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["HAOCHAPING_DATA"] = folder,
            ["Database:SynchronousFull"] = "false", // synced once, before it is moved
        }));
    }

    /// <summary>Moves what was built to its place.</summary>
    public void Place()
    {
        if (sqlite)
        {
            System.IO.File.Move(Path.Combine(folder, File), Path.Combine(session.DataFolder, File), overwrite: false);
        }
    }

    /// <summary>Clears the site.</summary>
    public void Dispose()
    {
        if (sqlite && Directory.Exists(folder))
        {
            SqliteConnection.ClearAllPools(); // one that was kept for later would still read the file that goes now
            Directory.Delete(folder, recursive: true);
        }
    }
}
