using System.Security.Cryptography;
using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>
/// 主题评价的落笔 — one act, one transaction: the theme's grade and those of linked cases, each with task, link, receipt and fact of its own
/// beside the theme. A linked case without a grade is covered by the whole: nothing is written of it but that (Q28).
/// </summary>
internal static class ThemeAnswering
{
    /// <summary>The rows that follow from the answer, ready to insert. <paramref name="codeOf"/>: task → receipt code.</summary>
    public static IReadOnlyList<object> Rows(TaskRow theme, Submission submission, RulePack pack, Func<Guid, string> codeOf, Actor by)
    {
        var (linked, verdict) = (theme.Linked ?? [], submission.Verdict);
        var items = Graded(linked, verdict, pack);
        var rated = items.Select(i => i.Linked.CaseId).ToList();
        var fact = new ThemeRated(
            theme.CaseId, theme.ToFacts(), verdict.Level, rated, [.. linked.Select(l => l.CaseId).Except(rated)], submission.Channel, submission.ReceivedAt, submission.CapturedAt);
        var (entry, queued) = JournalWriting.Write(
            fact, verdict.Level is null ? submission.EntryId : Ids.Derive("theme-rated", submission.EntryId.ToString()), by, submission.ReceivedAt);
        IReadOnlyList<object> whole = verdict.Level is null
            ? [new ReceiptRow { Code = codeOf(theme.TaskId), CaseId = theme.CaseId, TaskId = theme.TaskId }]
            : Answering.Rows(theme, submission, pack, codeOf(theme.TaskId), by);
        return [entry, queued, .. whole, .. items.SelectMany(i => Item(theme, submission, i, pack, codeOf, by))];
    }

    private static List<(ThemeCase Linked, LinkedVerdict Verdict)> Graded(IReadOnlyList<ThemeCase> linked, Verdict verdict, RulePack pack)
    {
        var said = verdict.Items.ToDictionary(i => i.CaseNumber);
        return [.. linked.Select(l => (Linked: l, Verdict: said.GetValueOrDefault(l.Place.CaseNumber) ?? Unsaid(l, verdict, pack)!)).Where(i => i.Verdict is not null)];
    }

    private static LinkedVerdict? Unsaid(ThemeCase linked, Verdict verdict, RulePack pack) => (pack.Theme.LinkedCaseWithoutItemRating, verdict.Level) switch
    {
        (LinkedCase.InheritsOverall, { } level) => new(linked.Place.CaseNumber, level, [], null),
        (LinkedCase.DefaultApplies, _) when pack.Default.Apply => new(linked.Place.CaseNumber, pack.Default.Grade, [], null),
        _ => null,
    };

    private static IEnumerable<object> Item(
        TaskRow theme, Submission submission, (ThemeCase Linked, LinkedVerdict Verdict) item, RulePack pack, Func<Guid, string> codeOf, Actor by)
    {
        var (linked, said) = item;
        var task = theme with
        {
            TaskId = TaskKeys.ThemeItem(theme.CaseId, linked.CaseId), Kind = SubjectKind.ThemeItem, Place = linked.Place, Institution = linked.Place.Institution,
            Region = linked.Place.Region, CompletedAt = linked.CompletedAt, CountsFrom = linked.CompletedAt == theme.DayZero ? null : theme.DayZero, Cases = 1, Linked = null,
            MessagesSent = 0,
        };
        var verdict = new Verdict(said.Level, new Dictionary<string, Level>(), said.Tags, said.Text, submission.Verdict.Private) { Assisted = submission.Verdict.Assisted };
        var own = submission with
        {
            TaskId = task.TaskId, Verdict = verdict, Hash = verdict.Hash(), EntryId = Ids.Derive("theme-item", submission.EntryId.ToString(), linked.CaseId.ToString()),
            Salt = SHA256.HashData([.. submission.Salt, .. linked.CaseId.ToByteArray()]),
        };
        var (invited, queued) = JournalWriting.Write(
            new InvitationIssued(task.CaseId, task.ToFacts(), task.ClosesAt, task.Provisional), Ids.Derive("invitation", task.TaskId.ToString()), by, submission.ReceivedAt);
        return
        [
            Answering.Next(task, own), new TaskLinkRow { CaseId = task.CaseId, TaskId = task.TaskId, CoveredCase = linked.CaseId }, invited, queued,
            .. Answering.Rows(task, own, pack, codeOf(task.TaskId), by),
        ];
    }
}
