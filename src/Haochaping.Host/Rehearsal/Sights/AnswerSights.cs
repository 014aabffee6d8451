using System.Text.Json;

namespace Haochaping.Host.Rehearsal;

/// <summary>已受理 — the house did what the step asked.</summary>
[Place(1)]
internal sealed class AcceptedSight() : SightKind(
    "accepted", "接受", "本步操作被接受；没有写 accepted 或 refused 的操作，一律预期被接受。",
    Field.Shows("yes", "是", Kinds.Flag, "接受（可简写 accepted: true）"),
    Field.Shows("outcome", "结果", Kinds.Text, "created、corrected、unchanged；recorded、replayed、already-answered"),
    Field.Shows("code", "代码", Kinds.Text, "办件的办结判定：completed、not-completed、not-ratable"),
    Field.Shows("basis", "依据", Kinds.Text, "判定依据的条款，含此文字", Match.Contains),
    Field.Shows("says", "文字", Kinds.Text, "应答含此文字", Match.Contains))
{
    public override bool IsOfTheAnswer => true;

    public override string Short => "yes";

    public override Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var answer = stage.Answer;
        var basis = answer.Code("basis");
        return Task.FromResult(new Seen().With("yes", Kinds.Write(answer.IsYes), answer.IsYes ? basis : answer.Code("article")).With("outcome", answer.Code("outcome"))
            .With("code", answer.Code("code"), basis).With("basis", basis).With("says", answer.Text));
    }
}

/// <summary>被拒绝 — the house said no, with its code and the article.</summary>
[Place(2)]
internal sealed class RefusedSight() : SightKind(
    "refused", "拒绝", "本步操作被拒绝。",
    Field.Shows("code", "代码", Kinds.Text, "拒绝代码（可简写 refused: window-closed）"),
    Field.Shows("article", "条款", Kinds.Text, "依据的条款，含此文字", Match.Contains),
    Field.Shows("says", "文字", Kinds.Text, "说明含此文字", Match.Contains),
    Field.Shows("fields", "字段", Kinds.ListOf(Kinds.Text), "被指出的字段"))
{
    public override bool IsOfTheAnswer => true;

    public override string Short => "code";

    public override Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var answer = stage.Answer;
        if (answer.IsYes)
        {
            return Task.FromResult(Seen.Nothing("没有拒绝，已接受"));
        }

        var article = answer.Code("article") is { Length: > 0 } named ? named : answer.Code("basis");
        var fields = answer.Body.ValueKind == JsonValueKind.Object && answer.Body.TryGetProperty("complaints", out var all) && all.ValueKind == JsonValueKind.Array
            ? all.EnumerateArray().Select(c => c.GetProperty("field").GetString() ?? "").Distinct().ToList()
            : [];
        return Task.FromResult(new Seen().With("code", answer.Code("code"), article).With("article", article)
            .With("says", answer.Code("detail") + answer.Code("message")).With("fields", fields, article));
    }
}
