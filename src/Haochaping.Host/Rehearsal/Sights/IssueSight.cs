using Haochaping.Ledger.Contracts;

namespace Haochaping.Host.Rehearsal;

/// <summary>公布的一期 — an issue as everybody can download it; small counts are hidden and show as —.</summary>
[Place(21)]
internal sealed class IssueSight() : SightKind(
    "issue", "一期", "已公布的一期（不足 5 的数字不单独公布，写作 —）。",
    Field.Must("number", "期号", Kinds.Number, "第几期"),
    Field.Shows("final", "终值", Kinds.Flag, "期间内的评价期都已满"),
    Field.Shows("replaces", "更新", Kinds.Number, "更新第几期"),
    Field.Shows("due", "应评", Kinds.Number, "应评总数"),
    Field.Shows("active", "主动评价", Kinds.Text, "主动评价总数，或 —"),
    Field.Shows("defaulted", "默认", Kinds.Text, "默认评价总数，或 —"),
    Field.Shows("negative", "差评", Kinds.Text, "差评总数，或 —"),
    Field.Shows("pack", "规则包", Kinds.Text, "含此文字", Match.Contains))
{
    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var issue = await stage.Citizen.LookAsync($"/results/{given["number"]}.json", cancel);
        if (!issue.IsYes)
        {
            return Seen.Nothing(issue.Code("detail"));
        }

        string Count(string name) => FactText.Of(issue.Body, "total." + name) is { } text and not "null" ? text : "—";
        return new Seen().With("final", FactText.Of(issue.Body, "final")).With("replaces", FactText.Of(issue.Body, "replaces")).With("due", Count("due"))
            .With("active", Count("active")).With("defaulted", Count("defaulted")).With("negative", Count("negative")).With("pack", FactText.Of(issue.Body, "pack"));
    }
}

/// <summary>核验 — the whole sealed log against the store, as the command <c>verify</c> does it.</summary>
[Place(22)]
internal sealed class VerifiedSight() : SightKind(
    "verified", "核验", "存证日志与数据库逐条核对无误（同命令 verify）。",
    Field.Shows("clean", "无误", Kinds.Flag, "没有发现问题（可简写 verified: true）"))
{
    public override string Short => "clean";

    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        await using var scope = stage.Services.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<IVerifyLedger>().RunAsync(_ => { }, [], null, cancel);
        return new Seen().With("clean", Kinds.Write(report.IsClean));
    }
}
