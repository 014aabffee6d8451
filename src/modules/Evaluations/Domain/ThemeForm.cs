using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>主题评价表 — what may be said on the page of a theme, by the pack's <c>theme.*</c> (深圳 第二十条). Pure.</summary>
internal static class ThemeForm
{
    /// <summary>What is wrong with the ratings of linked cases; nothing where none is given or all is well.</summary>
    public static IEnumerable<Complaint> Complaints(TaskRow task, Verdict verdict, RulePack pack) => (task.Kind, verdict.Items.Count) switch
    {
        (SubjectKind.Theme, _) => OfTheme(task, verdict, pack),
        (_, 0) => [],
        _ => [new("items", "items-unknown", "本次评价不是主题业务：请去掉 items。")],
    };

    /// <summary>The way this verdict rates a theme.</summary>
    public static ThemeMode ModeOf(Verdict verdict) => (verdict.Level, verdict.Items.Count) switch
    {
        (null, _) => ThemeMode.ItemsOnly,
        (_, 0) => ThemeMode.OverallOnly,
        _ => ThemeMode.OverallAndItems,
    };

    private static IEnumerable<Complaint> OfTheme(TaskRow task, Verdict verdict, RulePack pack)
    {
        if (!pack.Theme.Modes.Contains(ModeOf(verdict)))
        {
            yield return new("items", "theme-mode", "本地规定的主题业务不能这样评价：请核对总体评价和关联业务评价。");
        }

        if (verdict.Level is null && verdict.Pictures.Count > 0)
        {
            yield return new("pictures", "pictures-without-overall", "图片随总体评价保存：请同时选择总体评价，或不附图片。");
        }

        foreach (var (item, i) in verdict.Items.Select((item, i) => (item, i)))
        {
            if (task.Linked?.Any(l => l.Place.CaseNumber == item.CaseNumber) != true)
            {
                yield return new($"items[{i}].caseNumber", "unknown-linked-case", $"本主题没有关联业务“{item.CaseNumber}”：请核对办件编号。");
            }

            foreach (var complaint in pack.FormComplaints(item.Level, [], item.Tags.Count, item.Text, verdict.Private))
            {
                yield return complaint with { Field = $"items[{i}].{complaint.Field}" };
            }
        }
    }
}
