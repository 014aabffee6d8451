using System.CommandLine;
using Haochaping.Host.Backups;
using Haochaping.Host.Serving;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Ledger.Contracts;

namespace Haochaping.Host.Commands;

/// <summary>恢复 — a backup into an empty store, then the whole verification. Whatever is refused leaves everything as it was.</summary>
internal static class Restore
{
    public static Command Define(Session session)
    {
        var file = new Argument<string>("FILE") { Description = "haochaping backup 写出的文件。 A file that backup wrote." };
        var json = Options.Json();
        var command = new Command("restore", "把备份恢复到空的数据目录或空数据库，随后核验；有问题时退出码 2。 Restores a backup into an empty store and verifies it.") { file, json };
        command.SetAction((line, cancel) => RunAsync(session, line.GetValue(file)!, line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Session session, string file, bool json, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        if (!(await session.Terminal.ProgressAsync("校验", _ => BackupFile.OpenAsync(stream, cancel))).Is(out var backup, out var refusal))
        {
            return session.Terminal.Refuse(refusal);
        }

        using (backup)
        {
            using var site = new RestoreSite(session);
            if ((Misfit(session, backup.Manifest) ?? site.Refusal(backup.Manifest)) is { } no)
            {
                return session.Terminal.Refuse(no);
            }

            if (!(await BuildAsync(session, site, backup, cancel)).Is(out var verified, out refusal))
            {
                return session.Terminal.Refuse(refusal);
            }

            site.Place();
            var rules = RuleParts.Other(backup.Manifest, session.Settings).Count == 0 ? null : Path.Combine(session.DataFolder, "policy-of-backup");
            await (rules is null ? Task.CompletedTask : RuleParts.UnpackAsync(backup, rules, cancel));
            Tell(session.Terminal, json, backup.Manifest, verified, rules);
            return verified.Report.IsClean ? Exit.Ok : Exit.Faults;
        }
    }

    private static Refusal? Misfit(Session session, BackupManifest manifest)
    {
        var fitting = $"请用 haochaping key import 写回备份那时的密钥文件（指纹 {manifest.Keys.Fingerprint}）";
        return KeyFile.Outside(session.KeyFilePath, session.DataFolder)
            ?? (!KeyFile.Open(session.KeyFilePath).Is(out var keys, out var refusal)
                ? refusal.Code == "keys-missing" ? BackupFaults.No("backup-key-missing", $"找不到密钥文件 {session.KeyFilePath}：没有恢复。{fitting}。") : refusal
                : manifest.Keys.MissingIn(keys) is { } other ? BackupFaults.No("backup-key-wrong", $"密钥文件不是这份备份的（缺少 {other.Purpose}/{other.Id}，现有指纹 {keys.Fingerprint}）：没有恢复。{fitting}。")
                : null);
    }

    private static async Task<Result<Verified>> BuildAsync(Session session, RestoreSite site, BackupFile backup, CancellationToken cancel)
    {
        await using var app = site.Build();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await Opening.RequireFitAsync(scope.ServiceProvider, cancel);
            var load = ActivatorUtilities.CreateInstance<LoadBackup>(scope.ServiceProvider);
            if (await load.MisfitAsync(backup.Manifest, cancel) is { } misfit)
            {
                return misfit;
            }

            await session.Terminal.ProgressAsync("恢复", async advance =>
            {
                await load.RunAsync(backup, advance, cancel);
                return new Done();
            });
        }

        await using var fresh = app.Services.CreateAsyncScope();
        var faults = new List<Fault>();
        var report = await session.Terminal.ProgressAsync("核验", _ => fresh.ServiceProvider.GetRequiredService<IVerifyLedger>()
            .RunAsync(faults.Add, backup.Manifest.Log.Size > 0 ? [backup.Manifest.Log.Note] : [], null, cancel));
        var db = fresh.ServiceProvider.GetRequiredService<AppDb>();
        await WholeStore.Of(db).LetGoAsync(db, cancel);
        return new Verified(report, faults);
    }

    private static void Tell(Terminal terminal, bool json, BackupManifest manifest, Verified verified, string? rules)
    {
        var (log, report) = (manifest.Log, verified.Report);
        if (json)
        {
            terminal.Json(new { manifest.At, manifest.Rows, log.Size, log.Root, CheckpointAt = log.At, report.IsClean, verified.Faults, Rules = rules });
            return;
        }

        terminal.Say($"已恢复 {manifest.Rows} 行，到 {manifest.At.ToHouse():yyyy-MM-dd HH:mm:ss} 为止；存证 {log.Size} 条，最后的检查点签于 {log.At.ToHouse():yyyy-MM-dd HH:mm:ss}。");
        terminal.Say($"树根 {log.Root}，与备份清单相同。");
        foreach (var fault in verified.Faults)
        {
            terminal.Say($"{fault.Table} {fault.Row}{(fault.Column is { } column ? $" {column}" : "")}：{fault.Message} [{fault.Code}]");
        }

        terminal.Say($"核验{(report.IsClean ? "无误" : $"发现 {report.Faults} 处问题")}：存证 {report.Entries} 条、待封存 {report.Unsealed} 条。");
        terminal.Say("此后答复过的评价不在其中；若已有更新的检查点在外，请先按 docs/operations.md“After a restore”处理，再对外服务。");
        if (rules is not null)
        {
            terminal.Say($"备份时的规则文件与现在的不同，已放在 {rules}：请比较后决定用哪一份（Policy:Folder）。");
        }
    }

    private sealed record Verified(LedgerReport Report, IReadOnlyList<Fault> Faults);
}
