using System.CommandLine;
using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Commands;

/// <summary>制度规则 — questions to the rule packs. Needs no database.</summary>
internal static class Policy
{
    public static Command Define(Session session) => new("policy", "制度规则：说明期限怎么算，演练制度怎么运行。 Rule packs.") { DefineExplain(session), Rehearse.Define(session) };

    private static Command DefineExplain(Session session)
    {
        var pack = new Option<string>("--pack") { Description = "规则包，例如 JX，或完整引用 JX@2019-12-01+ab12cd34。 Rule pack.", HelpName = "PACK", Required = true };
        var clock = new Option<string>("--clock") { Description = $"时限：{string.Join("、", Clocks.All.Select(c => c.Wire()))}。 Clock.", HelpName = "CLOCK", Required = true };
        var from = new Option<string>("--from") { Description = "起算时间，例如 2020-09-28T15:00:00+08:00 或 2020-09-28。 Instant of the event.", HelpName = "TIME", Required = true };
        var json = Options.Json();
        var command = new Command("explain", "逐日说明一个期限：哪天计入、为什么、依据哪一条。 Explains a deadline day by day.") { pack, clock, from, json };
        command.SetAction(async (line, _) =>
        {
            await using var app = session.Build();
            var answer = app.Services.GetRequiredService<PolicyExplain>().Run(line.GetValue(pack), line.GetValue(clock), line.GetValue(from));
            return answer.Is(out var explanation, out var refusal) ? Show(session.Terminal, explanation, line.GetValue(json)) : session.Terminal.Refuse(refusal);
        });
        return command;
    }

    private static int Show(Terminal terminal, Explanation told, bool json)
    {
        if (json)
        {
            terminal.Json(told);
            return Exit.Ok;
        }

        terminal.Say($"{told.Name} {told.Document}（{told.Pack} {told.Version}）");
        foreach (var banner in told.Banners)
        {
            terminal.Say("！" + banner);
        }

        foreach (var day in told.Days)
        {
            terminal.Say($"  {day.Date:yyyy-MM-dd} {(day.Counted ? "计入  " : "不计入")} {day.Why}");
        }

        terminal.Say($"最后一日 {told.LastDay:yyyy-MM-dd}{(told.Provisional ? "（暂定）" : "")}，至当日 24:00");
        foreach (var cite in told.Cites)
        {
            terminal.Say("依据 " + cite);
        }

        return Exit.Ok;
    }
}
