using Haochaping.Cases.Contracts;
using Haochaping.Notifications.Contracts;

namespace Haochaping.Host.Rehearsal;

/// <summary>短信 — what was put into the outbox about a case.</summary>
[Place(7)]
internal sealed class MessageSight() : SightKind(
    "message", "短信", "发件箱里关于一个办件的短信（演练中不会真的发出）。",
    Field.Must("case", "办件", Kinds.Subject, "办件或到访编号"),
    Field.May("purpose", "用途", Kinds.Text, "例如 评价邀请、评价提醒；不写即全部"),
    Field.Shows("count", "条数", Kinds.Number, "共几条"),
    Field.Shows("says", "文字", Kinds.Text, "其中一条含此文字", Match.Contains),
    Field.Shows("lacks", "不含", Kinds.Text, "没有一条含此文字", Match.Lacks))
{
    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var subject = given.Of("case");
        await using var scope = stage.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        var all = await outbox.AboutAsync([CaseKeys.Case(Stage.Source, subject), CaseKeys.Visit(Stage.Source, subject)], cancel);
        var texts = all.Where(m => given["purpose"] is not { } purpose || m.Purpose == purpose).Select(m => m.Text).ToList();
        return new Seen().With("count", Kinds.Write(texts.Count)).With("says", string.Join("\n", texts)).With("lacks", string.Join("\n", texts));
    }
}
