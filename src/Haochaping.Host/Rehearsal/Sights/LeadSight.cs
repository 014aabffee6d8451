namespace Haochaping.Host.Rehearsal;

/// <summary>线索 — the page of the discipline channel about a case, as somebody sees it.</summary>
[Place(11)]
internal sealed class LeadSight() : SightKind(
    "lead", "线索", "纪检监察看到的线索页；每看一次留一条记录。",
    Field.Must("case", "办件", Kinds.Subject, "办件或到访编号"),
    Field.May("seen_by", "查看人", Kinds.Text, "discipline（纪检监察，默认）、机构编码或 supervisor"),
    Field.Shows("visible", "可见", Kinds.Flag, "查看人能否看到"),
    Field.Shows("says", "文字", Kinds.Text, "页面含此文字", Match.Contains))
{
    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        if (await stage.FactsAsync(given.Of("case"), "lead-flagged", cancel) is not [.., var (_, flagged)])
        {
            return given["visible"] is null ? Seen.Nothing("没有线索") : new Seen().With("visible", "false");
        }

        var visitor = await stage.StaffAsync(given.Of("seen_by", Stage.Discipline), cancel);
        var page = visitor is null ? null : await visitor.LookAsync($"/console/leads/{flagged.GetProperty("caseId").GetString()}/{flagged.GetProperty("said").GetString()}", cancel);
        return page is { Status: 200 } ? new Seen().With("visible", "true").With("says", page.Text) : new Seen().With("visible", "false");
    }
}
