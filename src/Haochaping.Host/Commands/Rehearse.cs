using System.CommandLine;
using Haochaping.Host.Rehearsal;

namespace Haochaping.Host.Commands;

/// <summary>制度演练 — plays scenario files against a throw-away house and says, expectation by expectation, what was met. Touches no data.</summary>
internal static class Rehearse
{
    public static Command Define(Session session)
    {
        var files = new Argument<string[]>("FILE…") { Description = "演练文件（YAML），或放有这些文件的目录。 Scenario files or folders.", Arity = ArgumentArity.ZeroOrMore };
        var reference = new Option<bool>("--reference") { Description = "不演练，打印全部步骤和预期的写法（Markdown）。 Prints the format." };
        var json = Options.Json();
        var command = new Command("rehearse", "演练：在一次性的环境里按时间走一遍，逐项核对预期。 Plays scenarios.") { files, reference, json };
        command.SetAction((line, cancel) => line.GetValue(reference)
            ? Task.FromResult(Print(session.Terminal))
            : RunAsync(session, line.GetValue(files) ?? [], line.GetValue(json), cancel));
        return command;
    }

    private static int Print(Terminal terminal)
    {
        terminal.Out.Write(Reference.Write());
        return Exit.Ok;
    }

    private static async Task<int> RunAsync(Session session, string[] named, bool json, CancellationToken cancel)
    {
        var terminal = session.Terminal;
        var files = named.SelectMany(Files).ToList();
        if (files.Count == 0)
        {
            terminal.Complain("没有演练文件：请给出 YAML 文件或目录，例如 policy/rehearsals。写法见 --reference。");
            return Exit.Refused;
        }

        using var room = new RehearsalRoom(session.Settings);
        var outcomes = await terminal.ProgressAsync("演练", async report =>
        {
            var all = new List<Outcome>();
            foreach (var (i, file) in files.Index())
            {
                report(i, files.Count);
                all.Add(await room.PlayAsync(file, await File.ReadAllTextAsync(file, cancel), cancel));
                if (files.Count > 1 && !terminal.IsInteractive)
                {
                    terminal.Note($"{i + 1}/{files.Count} {file} {all[^1].Seconds:0.0} 秒");
                }
            }

            return all;
        });
        Tell(terminal, outcomes, json);
        return outcomes.TrueForAll(o => o.IsMet) ? Exit.Ok : Exit.Refused;
    }

    private static void Tell(Terminal terminal, List<Outcome> outcomes, bool json)
    {
        if (json)
        {
            terminal.Json(new { isMet = outcomes.TrueForAll(o => o.IsMet), rehearsals = outcomes });
            return;
        }

        outcomes.ForEach(o => Tell(terminal, o));
        if (outcomes.Count > 1)
        {
            var (met, lines, seconds) = (outcomes.Count(o => o.IsMet), outcomes.Sum(o => o.Lines.Count), outcomes.Sum(o => o.Seconds));
            terminal.Say($"{outcomes.Count} 个演练：{met} 个符合，{outcomes.Count - met} 个不符；{lines} 项预期，{outcomes.Sum(o => o.Lines.Count(l => l.IsMet))} 项符合；{seconds:0.0} 秒（平均 {seconds / outcomes.Count:0.0} 秒）。");
        }
    }

    private static void Tell(Terminal terminal, Outcome outcome)
    {
        terminal.Say($"{outcome.Title}　{outcome.File}");
        foreach (var complaint in outcome.Complaints)
        {
            terminal.Say($"  ✗ 文件有误 {complaint.Field}：{complaint.Message}");
        }

        foreach (var line in outcome.Packs.Select(p => "规则 " + p).Concat(outcome.Banners.Select(b => "！" + b)).Concat(outcome.Lines.Select(l => l.ToString())))
        {
            terminal.Say("  " + line);
        }

        terminal.Say(outcome.IsMet ? $"  {outcome.Lines.Count} 项预期全部符合（{outcome.Seconds:0.0} 秒）"
            : outcome.Complaints.Count > 0 ? $"  文件有 {outcome.Complaints.Count} 处问题，没有演练"
            : outcome.Lines.Count == 0 ? "  没有写任何预期，不算符合"
            : $"  {outcome.Lines.Count} 项预期，{outcome.Lines.Count(l => !l.IsMet)} 项不符（{outcome.Seconds:0.0} 秒）");
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [path];
}
