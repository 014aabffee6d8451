using System.Globalization;
using Haochaping.Host.Scratch;

namespace Haochaping.Host.Rehearsal;

/// <summary>成批评价 — many cases of one unit or several, each with its rating: the stuff of figures and ranks.</summary>
[Place(4)]
internal sealed class RatingsStep() : StepKind(
    "ratings", "成批评价", "一个或几个机构各办结若干件，随办件带来评价；统计、考评用。",
    Field.Must("institutions", "机构", Kinds.ListOf(Kinds.Text), "收件机构编码"),
    Field.Must("levels", "各级件数", Kinds.MapOf(Kinds.Level, Kinds.Number), "每个机构各级评价的件数"))
{
    private const int AtOnce = 500;

    public override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var cases = given.Items("institutions")!.SelectMany(institution => given.Values["levels"].Pairs.SelectMany(level => Enumerable.Range(1, int.Parse(level.Value, CultureInfo.InvariantCulture)).Select(i => new
        {
            source = Stage.Source, caseNumber = $"{institution}-{stage.Now:yyyyMMddHHmm}-{level.Key}-{i}", item = "ITEM-CITY", receivingInstitution = institution, channel = "online",
            events = new[] { new { kind = "decided", at = stage.Now } },
            rating = new { level = CaseStep.Number(level.Key), channel = "window_device", capturedAt = stage.Now },
        })));
        var answer = Answer.Missing("no-ratings", "没有一件评价。");
        foreach (var batch in cases.Chunk(AtOnce))
        {
            answer = (await (await stage.BusinessAsync(cancel)).AskAsync("/api/v1/cases", new { cases = batch }, cancel)).First();
        }

        return answer;
    }
}
