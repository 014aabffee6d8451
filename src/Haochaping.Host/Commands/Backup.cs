using System.CommandLine;
using Haochaping.Host.Backups;
using Haochaping.Host.Serving;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;

namespace Haochaping.Host.Commands;

/// <summary>备份 — one file with everything but the keys, while the house serves.</summary>
internal static class Backup
{
    public static Command Define(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "写到哪个文件；已存在的从不覆盖。 The file to write." };
        var json = Options.Json();
        var command = new Command("backup", "把全部数据备份成一个文件，服务可照常运行；不含密钥。 Backs everything but the keys up, while the house serves.") { file, json };
        command.SetAction((line, cancel) => RunAsync(session, Path.GetFullPath(line.GetValue(file)!), line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Session session, string path, bool json, CancellationToken cancel)
    {
        if (!Stores.IsThere(session.Settings))
        {
            session.Terminal.Complain("backup-nothing：还没有数据库，没有可备份的数据。请检查 HAOCHAPING_DATA。");
            return Exit.Refused;
        }

        if (KeyFile.Open(session.KeyFilePath).Refusal is { } noKeys)
        {
            return session.Terminal.Refuse(noKeys); // a backup whose keys nobody has could not be read
        }

        await using var app = session.Build();
        await using var scope = app.Services.CreateAsyncScope();
        await Opening.RequireCurrentAsync(scope.ServiceProvider, cancel);
        if ((await scope.ServiceProvider.GetRequiredService<IVaultCheck>().LookAsync(cancel)).Refusal is { } otherKeys)
        {
            return session.Terminal.Refuse(otherKeys);
        }

        var write = ActivatorUtilities.CreateInstance<WriteBackup>(scope.ServiceProvider);
        if (!(await session.Terminal.ProgressAsync("备份", advance => write.RunAsync(path, advance, cancel))).Is(out var manifest, out var refusal))
        {
            return session.Terminal.Refuse(refusal);
        }

        var bytes = new FileInfo(path).Length;
        Note(session, new(manifest.At, path, bytes, manifest.Log.Size));
        if (json)
        {
            session.Terminal.Json(new { File = path, Bytes = bytes, manifest.At, manifest.Rows, manifest.Log.Size, manifest.Log.Root, Keys = manifest.Keys.Fingerprint });
        }
        else
        {
            session.Terminal.Say($"已备份到 {path}（{bytes / 1048576.0:0.0} MB，{manifest.Rows} 行）：{manifest.At.ToHouse():yyyy-MM-dd HH:mm:ss} 之前答复过的都在其中，存证 {manifest.Log.Size} 条。");
            session.Terminal.Say($"树根 {manifest.Log.Root}");
            session.Terminal.Say($"密钥不在备份里（指纹 {manifest.Keys.Fingerprint}）：恢复时需要密钥文件，请另行离线保存。");
        }

        return Exit.Ok;
    }

    // The backup stands, whether or not doctor may learn of it.
    private static void Note(Session session, LastBackup last)
    {
        try
        {
            last.Note(session.DataFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            session.Terminal.Note($"数据目录 {session.DataFolder} 不能写入：doctor 不会知道这次备份。");
        }
    }
}
