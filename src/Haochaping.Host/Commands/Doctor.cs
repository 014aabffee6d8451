using System.CommandLine;
using Haochaping.Host.Serving;

namespace Haochaping.Host.Commands;

/// <summary>诊断 — looks at everything a running house rests on and says what to do; changes nothing.</summary>
internal static class Doctor
{
    public static Command Define(Session session)
    {
        var json = Options.Json();
        var command = new Command("doctor", "检查磁盘、密钥、数据库、日历、规则和积压；有红灯时退出码 1。 Checks the installation; exit code 1 on red.") { json };
        command.SetAction(async (line, cancel) =>
        {
            var findings = await LookAsync(session, cancel);
            Show(session.Terminal, findings, line.GetValue(json));
            return findings.Any(f => f.Light == Light.Red) ? Exit.Refused : Exit.Ok;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Finding>> LookAsync(Session session, CancellationToken cancel)
    {
        try
        {
            var checks = Checkup.OfMachine(session.Settings, session.KeyFilePath).ToList();
            await using var app = session.Build();
            await using var scope = app.Services.CreateAsyncScope();
            await foreach (var finding in Checkup.OfHouseAsync(scope.ServiceProvider, Stores.IsThere(session.Settings), Explained.Sentence, cancel))
            {
                checks.Add(finding);
            }

            return checks;
        }
        catch (Exception e) when (Explained.Sentence(e) is { } sentence)
        {
            return [new("settings", Light.Red, sentence)];
        }
    }

    private static void Show(Terminal terminal, IReadOnlyList<Finding> findings, bool json)
    {
        if (json)
        {
            terminal.Json(new { Light = findings.Max(f => f.Light), Findings = findings });
            return;
        }

        foreach (var finding in findings)
        {
            terminal.Say($"{Mark(finding.Light)} {finding.Check,-14} {finding.Words}");
        }
    }

    private static string Mark(Light light) => light switch
    {
        Light.Green => "[ 绿 ]",
        Light.Yellow => "[ 黄 ]",
        Light.Red => "[ 红 ]",
    };
}
