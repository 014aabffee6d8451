using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Rehearsal;

/// <summary>时限 — one running, met or missed limit of an order.</summary>
[Place(5)]
internal sealed class ClockSight() : SightKind(
    "clock", "时限", "工单的一个时限。",
    Field.Must("case", "办件", Kinds.Subject, "办件或到访编号"),
    Field.Must("clock", "时限", Which, "哪一个时限"),
    Field.May("side", "一方", Side, "对群众的承诺，承办单位自己的（默认），或审核、回访方的"),
    Field.May("round", "轮次", Kinds.Number, "默认最近一轮"),
    Field.Shows("running", "计时中", Kinds.Flag, "有这个时限且尚未完成"),
    Field.Shows("exists", "存在", Kinds.Flag, "有没有这个时限"),
    Field.Shows("from", "起算日", Kinds.Day, "第 0 天"),
    Field.Shows("last_day", "最后一日", Kinds.Day, "至 24:00；延期后为新的期限"),
    Field.Shows("first_last_day", "原最后一日", Kinds.Day, "延期前的最后一日"),
    Field.Shows("overdue", "超期", Kinds.Flag, "已标记超期"),
    Field.Shows("provisional", "暂定", Kinds.Flag, "因缺年度日历而暂定"),
    Field.Shows("length", "期限", Kinds.Text, "含此文字", Match.Contains),
    Field.Shows("basis", "依据", Kinds.Text, "条款含此文字；系统默认的为空", Match.Contains))
{
    private static readonly Kind Which = Kinds.Choice([.. Clocks.All.Select(c => (c.Wire(), c.Word()))]);
    private static readonly Kind Side = Kinds.Choice(("unit", "承办单位"), ("citizen", "群众"), ("reviewer", "审核、回访方"));

    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        if (await stage.OrderAsync(given.Of("case"), Stage.Supervisor, cancel) is not { } order)
        {
            return Seen.Nothing("没有整改工单");
        }

        var clock = order.GetProperty("clocks").EnumerateArray()
            .Where(c => Clocks.Parse(given.Of("clock"))!.Value.ToString().Equals(c.GetProperty("clock").GetString(), StringComparison.OrdinalIgnoreCase)
                && c.GetProperty("side").GetString() == given.Of("side", "unit") && (given["round"] is not { } round || FactText.Of(c, "round") == round))
            .OrderBy(c => c.GetProperty("round").GetInt32()).LastOrDefault();
        if (clock.ValueKind == System.Text.Json.JsonValueKind.Undefined)
        {
            return given["exists"] is null ? Seen.Nothing("工单没有这个时限") : new Seen().With("exists", "false");
        }

        var basis = FactText.Of(clock, "basis") is { Length: > 0 } article ? article : "本系统默认";
        return new Seen().With("exists", "true").With("running", Kinds.Write(FactText.Of(clock, "metAt") is null)).With("from", FactText.Of(clock, "from")?[..10], basis)
            .With("last_day", FactText.Of(clock, "lastDay"), basis).With("first_last_day", FactText.Of(clock, "firstLastDay"), basis).With("overdue", FactText.Of(clock, "isOverdue"), basis)
            .With("provisional", FactText.Of(clock, "provisional")).With("length", FactText.Of(clock, "length"), basis).With("basis", basis);
    }
}
