using System.CommandLine;
using Haochaping.Catalog.Contracts;
using Haochaping.Host.Probing;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Commands;

/// <summary>拨测 — whether every level arrives through every channel of the running house; exit code 2 when one is lost.</summary>
internal static class Probe
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static Command Define(Session session)
    {
        var item = new Option<string>("--item") { Required = true, HelpName = "CODE", Description = "用哪个事项拨测。 The item to rate." };
        var url = Options.Text("--url", "URL", "正在运行的服务，默认 PublicUrl。 The running house.");
        var channels = Options.Many("--channel", "CODE", "只测这些渠道，默认全部。 Only these channels.");
        var patience = new Option<int>("--patience") { HelpName = "SECONDS", DefaultValueFactory = _ => 60, Description = "最多等多少秒，默认 60。 How long to wait." };
        var json = Options.Json();
        var command = new Command("probe", "拨测：五个等级经每个渠道各评一次，核对是否都到达；缺一即退出码 2，不进入任何统计。 Rates synthetic cases; exit code 2 on any loss.")
        {
            item, url, channels, patience, json,
        };
        command.SetAction((line, cancel) => session.InHouseAsync(
            (services, stop) => RunAsync(session, services, new(line.GetValue(item)!, line.GetValue(url), line.GetValue(channels)!, line.GetValue(patience), line.GetValue(json)), stop), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Session session, IServiceProvider services, Asked asked, CancellationToken cancel)
    {
        if (asked.Channels.FirstOrDefault(c => ChannelCodes.Parse(c) is null) is { } unknown)
        {
            session.Terminal.Complain($"不认识渠道“{unknown}”，可填：{ChannelCodes.Known}。");
            return Exit.Usage;
        }

        if (!Uri.TryCreate(asked.Url ?? session.Settings["PublicUrl"], UriKind.Absolute, out var house))
        {
            session.Terminal.Complain("不知道服务在哪里：请写 --url，例如 --url http://127.0.0.1:8080，或设置 PublicUrl。");
            return Exit.Refused;
        }

        if (await services.GetRequiredService<ICatalog>().FindItemAsync(asked.Item, cancel) is not { } item)
        {
            session.Terminal.Complain($"事项目录中没有“{asked.Item}”：请写一个已导入的事项编码。");
            return Exit.Refused;
        }

        var now = services.GetRequiredService<TimeProvider>().Now();
        string[] channels = asked.Channels.Length > 0 ? [.. asked.Channels.Distinct()] : [.. Enum.GetValues<ChannelKind>().Select(ChannelCodes.Code)];
        var plan = new ProbePlan($"{now.ToHouse():yyyyMMdd-HHmmss}", item.Code, item.InstitutionCode, channels, now, Math.Max(1, (int)(asked.Patience / Pause.TotalSeconds)));
        var clients = services.GetRequiredService<CreateClient>();
        var client = (await clients.RunAsync("拨测", ["cases:write", Cases.Contracts.Probes.Scope], [], [], Actor.House, cancel)).Value;
        try
        {
            var prober = new Prober(house, client.Key, services, stop => Task.Delay(Pause, stop));
            var report = await session.Terminal.ProgressAsync("拨测", advance => prober.RunAsync(plan, advance, cancel));
            Show(session.Terminal, report, asked.Json);
            return report.Lost.Count == 0 ? Exit.Ok : Exit.Faults;
        }
        catch (HttpRequestException e)
        {
            session.Terminal.Complain($"连不上 {house}：{e.Message} 请确认服务正在运行，或改写 --url。");
            return Exit.Refused;
        }
        finally
        {
            await clients.DisableAsync(client.Id, Actor.House, CancellationToken.None);
        }
    }

    private static void Show(Terminal terminal, ProbeReport report, bool json)
    {
        if (json)
        {
            terminal.Json(new { report.Run, Sent = report.Probes.Count, report.Arrived, Lost = report.Lost.Select(p => new { p.Channel, p.Level, p.Number, p.Why }) });
            return;
        }

        terminal.Say($"{"渠道",-22}{string.Join("", Level.BestFirst.Select(l => $"  {l.Word()}"))}");
        foreach (var channel in report.Probes.GroupBy(p => p.Channel))
        {
            terminal.Say($"{channel.Key,-24}{string.Join("", channel.Select(p => p.Outcome == ProbeOutcome.Arrived ? "  到达" : "  缺失"))}");
        }

        foreach (var lost in report.Lost)
        {
            terminal.Say($"缺失：{lost.Channel} “{((Level)lost.Level).Word()}”（{lost.Number}）：{lost.Why}");
        }

        terminal.Say($"{(report.Lost.Count == 0 ? "全部到达" : $"缺 {report.Lost.Count} 条")}：发出 {report.Probes.Count} 条，到达 {report.Arrived} 条。拨测不进入统计、工单和发布。");
    }

    private sealed record Asked(string Item, string? Url, string[] Channels, int Patience, bool Json);
}
