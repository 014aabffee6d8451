using System.Text.RegularExpressions;
using Haochaping.Host.Scratch;

namespace Haochaping.Host.Rehearsal;

/// <summary>发布 — the publisher looks at the draft of a period and confirms it.</summary>
[Place(30)]
internal sealed partial class PublishStep() : StepKind(
    "publish", "发布", "发布人员预览一个期间并确认发布一期。",
    Field.Must("from", "起日", Kinds.Day, "期间第一天（办结日）"),
    Field.Must("to", "止日", Kinds.Day, "期间最后一天"))
{
    public override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var publisher = (await stage.StaffAsync("publisher", cancel))!;
        var answer = await publisher.FillAsync($"/console/issues/draft?from={given["from"]}&to={given["to"]}", "publish", [], cancel);
        // What was published is shown at once; a page with the draft again says why not.
        return answer.Path.Contains("/results/", StringComparison.Ordinal) ? answer
            : Answer.Missing("not-published", Problem().Match(answer.Text) is { Success: true } why ? Tag().Replace(why.Groups[1].Value, "").Trim() : "没有发布。");
    }

    [GeneratedRegex("class=\"problem\".*?<h2>(.*?)</h2>", RegexOptions.Singleline)]
    private static partial Regex Problem();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
