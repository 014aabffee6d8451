using System.Text.RegularExpressions;

namespace Haochaping.Host.Rehearsal;

/// <summary>回执 — the citizen's receipt page, as text.</summary>
[Place(8)]
internal sealed partial class ReceiptSight() : SightKind(
    "receipt", "回执", "群众凭回执码看到的页面。",
    Field.Must("case", "办件", Kinds.Subject, "办件或到访编号"),
    Field.Shows("says", "文字", Kinds.Text, "页面含此文字", Match.Contains),
    Field.Shows("lacks", "不含", Kinds.Text, "页面不含此文字", Match.Lacks))
{
    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        if (!stage.Receipts.TryGetValue(given.Of("case"), out var code))
        {
            return Seen.Nothing("没有评价，也就没有回执");
        }

        var page = await stage.Citizen.LookAsync("/r/" + code, cancel);
        var text = Space().Replace(Tag().Replace(page.Text, " "), " ");
        return page.IsYes ? new Seen().With("says", text).With("lacks", text) : Seen.Nothing($"回执页应答 {page.Status}");
    }

    [GeneratedRegex("<(script|style|head).*?</\\1>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Space();
}
