using System.CommandLine;
using Haochaping.Host.Serving;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Commands;

/// <summary>推演 — what would have been different under other rules. Reads the stored history, writes nothing.</summary>
internal static class WhatIf
{
    public static Command Define(Session session)
    {
        var pack = new Option<string>("--pack") { Description = "规则包文件（YAML）；与规则文件夹中同名的文件由它代替。 Pack file.", HelpName = "FILE", Required = true };
        var since = new Option<string>("--since") { Description = "从哪天起，例如 2026-01-01。 First day.", HelpName = "DATE", Required = true };
        var json = Options.Json();
        var command = new Command("what-if", "推演：如果从某日起适用另一套规则，会有哪些不同；只读。 Replays the history under other rules.") { pack, since, json };
        command.SetAction((line, cancel) => RunAsync(session, line.GetRequiredValue(pack), line.GetRequiredValue(since), line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Session session, string file, string since, bool json, CancellationToken cancel)
    {
        if (!DateOnly.TryParseExact(since, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day))
        {
            return session.Terminal.Refuse(new(RefusalKind.BadRequest, "bad-since", "--since 须写成 2026-01-01。"));
        }

        var text = await File.ReadAllTextAsync(file, cancel);
        await using var app = session.Build();
        await using var scope = app.Services.CreateAsyncScope();
        await Opening.RequireCurrentAsync(scope.ServiceProvider, cancel);
        var answer = await session.Terminal.ProgressAsync("推演", advance =>
            scope.ServiceProvider.GetRequiredService<IAskWhatIf>().RunAsync(Path.GetFileName(file), text, day, advance, cancel));
        return answer.Is(out var told, out var refusal) ? Show(session.Terminal, told, json) : session.Terminal.Refuse(refusal);
    }

    private static int Show(Terminal terminal, WhatIfAnswer told, bool json)
    {
        if (json)
        {
            terminal.Json(told);
            return Exit.Ok;
        }

        terminal.Say($"{told.Pack}：自 {told.Since:yyyy-MM-dd} 起核对 {told.Looked} 条记录");
        foreach (var change in told.Changes)
        {
            terminal.Say($"{Word(change.Kind)} {change.Count}");
            foreach (var example in change.Examples)
            {
                terminal.Say($"  {example.CaseNumber}：{example.Before} → {example.After}");
            }
        }

        return Exit.Ok;
    }

    private static string Word(WhatIfKind kind) => kind switch
    {
        WhatIfKind.Window => "评价截止时间不同",
        WhatIfKind.Default => "到期结果（默认评价）不同",
        WhatIfKind.Order => "是否生成整改工单不同",
        WhatIfKind.OverdueMark => "超期标记不同",
        WhatIfKind.Refusal => "将被拒绝的评价或延期",
    };
}
