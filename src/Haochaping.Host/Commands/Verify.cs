using System.CommandLine;
using Haochaping.Host.Serving;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Host.Commands;

/// <summary>核验 — recomputes everything that was ever sealed and lists every difference.</summary>
internal static class Verify
{
    public static Command Define(Session session)
    {
        var json = Options.Json();
        var kept = Options.Many("--checkpoint", "FILE", "另处保存的检查点（见证方、通报、回执），一并核对。 Checkpoints kept elsewhere.");
        var command = new Command("verify", "重新计算全部存证并列出每一处不一致；有问题时退出码 2。 Recomputes the sealed log; exit code 2 on faults.") { json, kept };
        command.SetAction((line, cancel) => RunAsync(session, line.GetValue(json), line.GetValue(kept)!, cancel));
        return command;
    }

    private static async Task<int> RunAsync(Session session, bool json, string[] kept, CancellationToken cancel)
    {
        var outside = kept.Select(File.ReadAllText).ToList();
        await using var app = session.Build();
        await using var scope = app.Services.CreateAsyncScope();
        await Opening.RequireCurrentAsync(scope.ServiceProvider, cancel);
        var faults = new List<Fault>();
        var total = await TotalAsync(scope.ServiceProvider, cancel);
        var report = await session.Terminal.ProgressAsync("核验", advance => scope.ServiceProvider.GetRequiredService<IVerifyLedger>()
            .RunAsync(fault => Found(session.Terminal, json, faults, fault), outside, new Advance(done => advance(done, total)), cancel));
        if (json)
        {
            session.Terminal.Json(new { report.IsClean, report.Entries, report.Unsealed, report.Tiles, report.Checkpoints, report.Root, Faults = faults });
        }
        else
        {
            session.Terminal.Say($"{(report.IsClean ? "无误" : $"发现 {report.Faults} 处问题")}：核对存证 {report.Entries} 条、待封存 {report.Unsealed} 条、哈希块 {report.Tiles} 个、检查点 {report.Checkpoints} 个。");
            session.Terminal.Say($"树根 {report.Root}");
        }

        return report.IsClean ? Exit.Ok : Exit.Faults;
    }

    private static void Found(Terminal terminal, bool json, List<Fault> faults, Fault fault)
    {
        if (json)
        {
            faults.Add(fault);
            return;
        }

        terminal.Say($"{fault.Table} {fault.Row}{(fault.Column is { } column ? $" {column}" : "")}：{fault.Message} [{fault.Code}]");
    }

    private static async Task<long> TotalAsync(IServiceProvider services, CancellationToken cancel)
    {
        try
        {
            return await services.GetRequiredService<AppDb>().Log.LongCountAsync(cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return 0; // only the bar's length: what is damaged, the verification tells
        }
    }

    private sealed class Advance(Action<long> told) : IProgress<long>
    {
        public void Report(long value) => told(value);
    }
}
