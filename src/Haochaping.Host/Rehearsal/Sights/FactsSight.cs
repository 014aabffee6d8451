namespace Haochaping.Host.Rehearsal;

/// <summary>存证事实 — what stands sealed in the journal about a case.</summary>
[Place(9)]
internal sealed class FactsSight() : SightKind(
    "facts", "事实", "存证日志里关于一个办件的某种事实。",
    Field.Must("case", "办件", Kinds.Subject, "办件或到访编号"),
    Field.Must("type", "类型", Kinds.Text, "例如 evaluation-defaulted、order-overdue（不写版本）"),
    Field.Shows("count", "条数", Kinds.Number, "共几条"),
    Field.Shows("shows", "内容", Kinds.MapOf(Kinds.Text, Kinds.Text), "最后一条的内容：点分路径 → 值，例如 order.unit: CITY"))
{
    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var facts = await stage.FactsAsync(given.Of("case"), given.Of("type"), cancel);
        var seen = new Seen().With("count", Kinds.Write(facts.Count));
        if (facts.Count == 0)
        {
            return given["count"] is null ? Seen.Nothing("没有这种事实") : seen;
        }

        return seen.With("shows", [.. given.Pairs("shows").Select(p => $"{p.Key}: {FactText.Of(facts[^1].Fact, p.Key) ?? "（无）"}")]);
    }
}
