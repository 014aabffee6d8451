using System.Text.RegularExpressions;

namespace Haochaping.Host.Rehearsal;

/// <summary>预警 — the alerts as the supervising authority sees them.</summary>
[Place(25)]
internal sealed partial class AlertSight() : SightKind(
    "alert", "预警", "主管部门看到的问责预警。",
    Field.May("unit", "单位", Kinds.Text, "单位名称；默认全部"),
    Field.May("trigger", "情形", Kinds.Text, "预警情形，例如 连续排名靠后；默认全部"),
    Field.Shows("count", "条数", Kinds.Number, "共几条"),
    Field.Shows("state", "状态", Kinds.Text, "最新一条的状态", Match.Contains))
{
    public override async Task<Seen> LookAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var rows = await RowsAsync(stage, given["unit"], given["trigger"], cancel);
        return new Seen().With("count", Kinds.Write(rows.Count)).With("state", rows.Count > 0 ? rows[0].Text : "");
    }

    /// <summary>Rows of the list, the latest first.</summary>
    public static async Task<IReadOnlyList<(string Path, string Text)>> RowsAsync(Stage stage, string? unit, string? trigger, CancellationToken cancel)
    {
        var page = await (await stage.StaffAsync(Stage.Supervisor, cancel))!.LookAsync("/console/alerts", cancel);
        return [.. Row().Matches(page.Text).Select(m => (m.Groups[1].Value, Text: m.Value)).Where(r => (unit is null || r.Text.Contains(unit, StringComparison.Ordinal)) && (trigger is null || r.Text.Contains(trigger, StringComparison.Ordinal)))];
    }

    [GeneratedRegex("<tr>(?:(?!</tr>).)*href=\"(/console/alerts/[0-9a-f-]+)\".*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();
}
