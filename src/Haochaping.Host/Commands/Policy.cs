using System.CommandLine;
using Haochaping.Kernel;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Commands;

/// <summary>制度规则 — questions to the rule packs. Needs no database.</summary>
internal static class Policy
{
    public static Command Define(Session session) => new("policy", "制度规则：说明期限、对照、校验、演练、推演。 Rule packs.") { DefineExplain(session), DefineCompare(session), DefineCheck(session), Rehearse.Define(session), WhatIf.Define(session) };

    private static Command DefineCompare(Session session)
    {
        var (left, right) = (Pack("PACK1", "第一个规则包，例如 JX。 First pack."), Pack("PACK2", "第二个规则包，例如 SZ。 Second pack."));
        var json = Options.Json();
        var command = new Command("compare", "对照两个规则包：逐项列出不同的取值和各自的依据。 Values that differ, with their basis.") { left, right, json };
        command.SetAction(async (line, _) =>
        {
            await using var app = session.Build();
            var packs = app.Services.GetRequiredService<IRulePacks>();
            var today = app.Services.GetRequiredService<TimeProvider>().Now().BusinessDate();
            string[] names = [line.GetRequiredValue(left), line.GetRequiredValue(right)];
            return names.FirstOrDefault(n => packs.Find(n, today) is null) is { } unknown
                ? session.Terminal.Refuse(new(RefusalKind.NotFound, "unknown-pack", $"没有规则包“{unknown}”；可用：{string.Join("、", packs.All.Select(p => p.Ref.Id).Distinct())}"))
                : Show(session.Terminal, packs.Find(names[0], today)!, packs.Find(names[1], today)!, line.GetValue(json));
        });
        return command;
    }

    private static Command DefineCheck(Session session)
    {
        var json = Options.Json();
        var command = new Command("check", "校验规则文件夹中的全部文件，列出每一处问题；有问题时退出码 1。 Checks every file of the policy folder.") { json };
        command.SetAction(async (line, _) =>
        {
            await using var app = session.Build();
            return app.Services.GetRequiredService<IRulePacks>().Check().Is(out var packs, out var refusal)
                ? Show(session.Terminal, packs, line.GetValue(json))
                : line.GetValue(json) ? Show(session.Terminal, refusal) : session.Terminal.Refuse(refusal);
        });
        return command;
    }

    private static Argument<string> Pack(string name, string description) => new(name) { Description = description };

    private static int Show(Terminal terminal, IReadOnlyList<RulePack> packs, bool json)
    {
        if (json)
        {
            terminal.Json(new { Packs = packs.Select(p => new { Pack = p.Ref.ToString(), p.Name, p.Document, p.Status, p.EffectiveFrom, p.EffectiveTo, p.IsActive, p.Unconfirmed, p.Banners }), Complaints = Array.Empty<Complaint>() });
            return Exit.Ok;
        }

        foreach (var pack in packs)
        {
            terminal.Say($"{(pack.IsActive ? "可用  " : "未启用")} {pack.Ref} {pack.Name} {pack.Document}");
            foreach (var why in pack.Unconfirmed)
            {
                terminal.Say($"         {why}");
            }
        }

        terminal.Say($"{packs.Count} 个规则包，没有问题");
        return Exit.Ok;
    }

    private static int Show(Terminal terminal, Refusal refusal)
    {
        terminal.Json(new { Packs = Array.Empty<RulePack>(), Complaints = refusal.Complaints ?? [new("", refusal.Code, refusal.Message)] });
        return Exit.Refused;
    }

    private static int Show(Terminal terminal, RulePack left, RulePack right, bool json)
    {
        var rows = PackDifference.Between(left, right);
        if (json)
        {
            terminal.Json(new { Left = left.Ref.ToString(), Right = right.Ref.ToString(), Differences = rows.Select(r => new { r.Key, r.Label, Left = Side(r.Left), Right = Side(r.Right) }) });
            return Exit.Ok;
        }

        terminal.Say($"{left.Name}（{left.Ref}）与 {right.Name}（{right.Ref}）：{rows.Count} 项不同");
        foreach (var row in rows)
        {
            terminal.Say($"{row.Label} {row.Key}");
            terminal.Say($"  {left.Ref.Id,-4} {row.Left.Text}（{row.Left.Basis}）");
            terminal.Say($"  {right.Ref.Id,-4} {row.Right.Text}（{row.Right.Basis}）");
        }

        return Exit.Ok;
    }

    private static object Side(PackValue value) => new { value.Text, value.Raw, value.Origin, value.Basis };

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
            terminal.Say($"依据 {cite.Text}{(cite.Url is { } url ? " " + url : "")}");
        }

        return Exit.Ok;
    }
}
