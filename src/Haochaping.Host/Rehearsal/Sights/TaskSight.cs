using System.Text.Json;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Rehearsal;

/// <summary>评价任务 — window, state and outcome of what may be rated.</summary>
[Place(3)]
internal sealed class TaskSight() : SightKind(
    "task", "任务", "一个办件或到访的评价任务：评价期与结果。",
    Field.Must("case", "办件", Kinds.Subject, "办件或到访编号"),
    Field.May("stage", "环节", Kinds.Stage, "一个环节的任务；不写即整个服务的"),
    Field.Shows("exists", "存在", Kinds.Flag, "是否有评价入口"),
    Field.Shows("state", "状态", State, "现在的状态"),
    Field.Shows("last_day", "最后一日", Kinds.Day, "评价期最后一日（至 24:00）"),
    Field.Shows("provisional", "暂定", Kinds.Flag, "因缺年度日历而暂定"),
    Field.Shows("grade", "等级", Kinds.Level, "评价或默认评价的等级"),
    Field.Shows("effective", "生效", Kinds.Moment, "默认或过期的生效时刻"),
    Field.Shows("defaults", "默认次数", Kinds.Number, "默认评价共几次"),
    Field.Shows("cases", "件数", Kinds.Number, "评价覆盖几个办件"),
    Field.Shows("real_name", "实名", Kinds.Flag, "评价人已实名核验"),
    Field.Shows("indicators", "指标", Kinds.ListOf(Kinds.Text), "评价表上的指标"),
    Field.Shows("questions", "问询", Kinds.ListOf(Kinds.Text), "评价表上的问询项目"),
    Field.Shows("basis", "依据", Kinds.Text, "评价期依据的条款，含此文字", Match.Contains),
    Field.Shows("pack", "规则包", Kinds.Text, "判定用的规则包，含此文字", Match.Contains))
{
    private static readonly Kind State = Kinds.Choice(("open", "待评价"), ("answered", "已评价"), ("defaulted", "已默认评价"), ("unrated", "已过期未评价"), ("withdrawn", "已关闭"));

    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var subject = given.Of("case");
        var link = await stage.LinkAsync(subject, "sms", given["stage"], cancel);
        if (!link.IsYes)
        {
            return given.Flag("exists") == false ? new Seen().With("exists", "false") : Seen.Nothing("没有评价任务：" + link.Code("detail"));
        }

        var form = await stage.Citizen.LookAsync("/api/v1/tasks/" + link.Code("token"), cancel);
        var kind = form.Code("kind"); // a case may have a task for a stage and one for the whole
        var facts = (await stage.FactsAsync(form.Code("caseNumber"), null, cancel)) // the lead: a visit answers for its cases
            .Where(f => string.Equals(FactText.Of(f.Fact, "task.kind"), kind, StringComparison.OrdinalIgnoreCase)).ToList();
        var basis = form.Code("windowBasis");
        var seen = new Seen().With("exists", "true").With("state", link.Code("state"), basis)
            .With("last_day", Kinds.Write(DateTimeOffset.Parse(link.Code("closesAt"), System.Globalization.CultureInfo.InvariantCulture).BusinessDate().AddDays(-1)), basis)
            .With("provisional", form.Code("provisional")).With("basis", basis)
            .With("questions", form.Body.TryGetProperty("questions", out var asked) ? [.. asked.EnumerateArray().Select(q => q.GetProperty("text").GetString()!)] : [])
            .With("indicators", form.Body.TryGetProperty("indicators", out var names) ? [.. names.EnumerateArray().Select(n => n.GetString()!)] : []);
        return Outcome(seen, facts, stage);
    }

    private static Seen Outcome(Seen seen, IReadOnlyList<(string Type, JsonElement Fact)> facts, Stage stage)
    {
        var answered = Last(facts, "evaluation-submitted");
        var defaulted = Last(facts, "evaluation-defaulted");
        var ended = answered ?? defaulted;
        var closed = defaulted ?? Last(facts, "task-expired");
        var task = (Last(facts, "invitation-issued") ?? default).GetProperty("task");
        var pack = task.GetProperty("pack").GetString()!;
        var grade = answered is null && defaulted is not null ? stage.Services.GetRequiredService<IRulePacks>().Get(PackRef.Parse(pack)).Value("default_rating.grade").Basis : null;
        return seen.With("defaults", Kinds.Write(facts.Count(f => f.Type.StartsWith("evaluation-defaulted@", StringComparison.Ordinal))))
            .With("grade", ended is { } e ? FactText.Of(e, "level") : null, grade)
            .With("effective", closed is { } c ? FactText.Of(c, "effectiveAt") : null)
            .With("real_name", answered is { } a ? FactText.Of(a, "realName") : null)
            .With("cases", Kinds.Write(task.GetProperty("cases").GetInt64())).With("pack", pack);
    }

    private static JsonElement? Last(IReadOnlyList<(string Type, JsonElement Fact)> facts, string name) =>
        facts.LastOrDefault(f => f.Type.StartsWith(name + "@", StringComparison.Ordinal)) is { Type: not null } found ? found.Fact : null;
}
