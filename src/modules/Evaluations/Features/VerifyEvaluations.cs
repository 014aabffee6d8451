using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Keys;
using Haochaping.Ledger.Contracts;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>核验评价 — ratings, tasks, links and receipts say what their facts say; none is missing and none was slipped in.</summary>
internal sealed class VerifyEvaluations(FactTypes types, IKeys keys) : IVerifyRows
{
    private static readonly Type[] Wanted =
        [typeof(ServiceCompleted), typeof(VisitEnded), typeof(StageReached), typeof(BatchCompleted), typeof(ThemeCompleted), typeof(ThemeRated), typeof(InvitationIssued), typeof(EvaluationSubmitted), typeof(QuestionnaireAnswered), typeof(EvaluationDefaulted), typeof(TaskExpired), typeof(TaskWithdrawn), typeof(WindowMoved)];

    public async Task VerifyAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var page in new CaseWalk(db, rows, types, found).PagesAsync(Wanted, cancel))
        {
            var stories = page.Say(facts => TaskStory.Of(facts).Select(s => (s.Key, s)));
            var texts = await RatingsAsync(db, page, stories, cancel);
            await TasksAsync(db, page, stories, texts, cancel);
            await LinksAsync(db, page, stories, cancel);
            await ReceiptsAsync(db, rows, stories, found, cancel);
        }

        await StrayReceiptsAsync(db, rows, found, cancel);
    }

    /// <summary>Returns the hash of every answer as it stands here, to hold the tasks against.</summary>
    private static async Task<Dictionary<string, string>> RatingsAsync(AppDb db, CasePage page, Dictionary<string, TaskStory> stories, CancellationToken cancel)
    {
        var hashes = new Dictionary<string, string>();
        var said = stories.Where(s => s.Value.Answer is not null).ToDictionary(s => s.Key, s => s.Value.Answer!);
        var query = page.Of(db.Evaluations, e => e.CaseId).Select(e => new
        {
            e.CaseId, e.TaskId, e.EntryId, e.Level, e.Indicators, e.Tags, e.Text, e.Salt, e.Channel, e.Private, e.RealName, e.Rater, e.ReceivedAt, e.CapturedAt, e.Answers, e.Terminal, e.Pictures, e.Assisted,
        });
        await page.MatchAsync("evaluations", query, 2, said, (row, cells, answer) =>
        {
            var fact = answer.Fact;
            row.Says("entry_id", cells[2], answer.EntryId);
            row.Says("level", cells[3], (int)fact.Level);
            row.SaysJson("indicators", cells[4], fact.Indicators);
            row.SaysJson("tags", cells[5], fact.Tags);
            if (IsCommitted(cells[6], cells[7], fact.TextCommitment))
            {
                hashes[$"{fact.CaseId}/{fact.Task.TaskId}"] = new Verdict(fact.Level, fact.Indicators, fact.Tags, cells[6].Text, fact.Private) { Questions = stories[$"{fact.CaseId}/{fact.Task.TaskId}"].Chosen, Pictures = fact.Pictures ?? [], Assisted = fact.Assisted == true }.Hash();
            }
            else
            {
                row.Altered("text");
            }

            row.Says("channel", cells[8], fact.Channel);
            row.Says("private", cells[9], fact.Private);
            row.Says("real_name", cells[10], fact.RealName);
            row.Says("rater", cells[11], fact.Rater);
            row.Says("received_at", cells[12], fact.ReceivedAt);
            row.Says("captured_at", cells[13], fact.CapturedAt);
            row.SaysJson("answers", cells[14], stories[$"{fact.CaseId}/{fact.Task.TaskId}"].Asked?.Answers ?? []);
            row.Says("terminal", cells[15], fact.Terminal);
            row.Says("assisted", cells[17], fact.Assisted == true);
            if (fact.Pictures is not null || !cells[16].IsNull)
            {
                row.SaysJson("pictures", cells[16], fact.Pictures);
            }
        }, cancel);
        return hashes;
    }

    private static bool IsCommitted(RawCell text, RawCell salt, string? commitment) => commitment is null
        ? text.IsNull && salt.IsNull
        : text.Text is { } said && salt.Bytes is { Length: >= 32 } bytes && Commitment.Of(said, bytes) == commitment;

    private static Task TasksAsync(AppDb db, CasePage page, Dictionary<string, TaskStory> stories, Dictionary<string, string> hashes, CancellationToken cancel)
    {
        var query = page.Of(db.Tasks, t => t.CaseId).Select(t => new
        {
            t.CaseId, t.TaskId, t.Kind, t.Place, t.Institution, t.Pack, t.CompletedAt, t.ClosesAt, t.Provisional, t.Cases, t.State,
            t.AnswerEntry, t.AnswerChannel, t.AnswerLevel, t.AnsweredAt, t.AnswerHash, t.Rater, t.Linked, t.IsProbe, t.Region, t.Hall, t.Staff,
        });
        return page.MatchAsync("evaluations_tasks", query, 2, stories, (row, cells, story) =>
        {
            var (task, answer) = (story.Invited.Task, story.Answer?.Fact);
            row.Says("kind", cells[2], task.Kind);
            row.SaysJson("place", cells[3], task.Place);
            row.Says("institution", cells[4], task.Place.Institution);
            row.Says("is_probe", cells[18], task.Place.IsProbe);
            row.Says("region", cells[19], task.Place.Region);
            row.Says("hall", cells[20], task.Place.Hall);
            row.Says("staff", cells[21], task.Place.Staff);
            row.Says("pack", cells[5], task.Pack);
            row.Says("completed_at", cells[6], task.CompletedAt);
            row.Says("closes_at", cells[7], story.Moved?.ClosesAt ?? story.Invited.ClosesAt);
            row.Says("provisional", cells[8], story.Moved?.Provisional ?? story.Invited.Provisional);
            row.Says("cases", cells[9], task.Cases);
            row.Says("state", cells[10], story.State);
            row.Says("answer_entry", cells[11], story.AnswerEntry);
            row.Says("answer_channel", cells[12], answer?.Channel ?? story.Themed?.Fact.Channel);
            row.Says("answer_level", cells[13], (int?)answer?.Level);
            row.Says("answered_at", cells[14], answer?.ReceivedAt ?? story.Themed?.Fact.ReceivedAt);
            if (story.Themed is not { Fact.Rated.Count: > 0 } && (answer is null || hashes.ContainsKey(story.Key))) // one hash for all grades of a theme: each has its own beside it
            {
                row.Says("answer_hash", cells[15], hashes.GetValueOrDefault(story.Key));
            }

            if (task.Kind == SubjectKind.Theme && story.Subject is ThemeCompleted theme)
            {
                row.SaysJson("linked", cells[17], theme.Linked);
            }

            if (story.Subject is not null)
            {
                row.Says("rater", cells[16], story.Rater);
            }
        }, cancel);
    }

    private static Task LinksAsync(AppDb db, CasePage page, Dictionary<string, TaskStory> stories, CancellationToken cancel)
    {
        var said = stories.Values.Where(s => s.Subject is not null).SelectMany(s => s.Covered.Select(c => $"{s.Key}/{c}")).ToHashSet();
        return page.MatchAsync(
            "evaluations_links", page.Of(db.TaskLinks, l => l.CaseId).Select(l => new { l.CaseId, l.TaskId, l.CoveredCase }), 3,
            said.ToDictionary(key => key), (_, _, _) => { }, cancel);
    }

    /// <summary>The code in a citizen's hand is made of the task: it must be there and lead to it.</summary>
    private async Task ReceiptsAsync(AppDb db, RawRows rows, Dictionary<string, TaskStory> stories, Action<Fault> found, CancellationToken cancel)
    {
        foreach (var some in stories.Values.Where(s => s.AnswerEntry is not null).Chunk(500))
        {
            var leads = some.SelectMany(s => ReceiptCode.Every(s.Invited.CaseId, s.Invited.Task.TaskId, keys), (s, code) => (code, s.Key)).ToDictionary(l => l.code, l => l.Key);
            var codes = leads.Keys.ToList();
            var without = some.Select(s => s.Key).ToHashSet();
            await foreach (var cells in rows.ReadAsync(db.Receipts.Where(r => codes.Contains(r.Code)).Select(r => new { r.Code, r.CaseId, r.TaskId }), cancel))
            {
                if (cells[0].Text is { } code && leads.TryGetValue(code, out var task) && without.Remove(task) && RowCheck.KeyOf([cells[1], cells[2]]) != task)
                {
                    Receipt(task, "row-altered", "回执码指向了另一次评价：已被改动。");
                }
            }

            foreach (var task in without)
            {
                Receipt(task, "row-missing", "这次评价的回执码不在表中：已被删除或改动。");
            }
        }

        // Named by the task: the code itself opens a citizen's receipt.
        void Receipt(string task, string code, string message) => found(new Fault("evaluations_receipts", task, "code", code, message));
    }

    private async Task StrayReceiptsAsync(AppDb db, RawRows rows, Action<Fault> found, CancellationToken cancel)
    {
        await foreach (var cells in rows.ReadAsync(db.Receipts.Select(r => new { r.Code, r.CaseId, r.TaskId }), cancel))
        {
            if (cells[1].Guid is not { } caseId || cells[2].Guid is not { } taskId || cells[0].Text is not { } code || !ReceiptCode.Every(caseId, taskId, keys).Contains(code))
            {
                new RowCheck("evaluations_receipts", RowCheck.KeyOf([cells[1], cells[2]]), found).Unfounded();
            }
        }
    }
}

/// <summary>任务经过 — what the facts tell of one task, from its subject to its outcome.</summary>
internal sealed record TaskStory(InvitationIssued Invited, IFact? Subject, Recorded<EvaluationSubmitted>? Answer, TaskState State)
{
    /// <summary>The last calendar change that touched its window.</summary>
    public WindowMoved? Moved { get; init; }

    /// <summary>The act on a theme's page, of the theme itself.</summary>
    public Recorded<ThemeRated>? Themed { get; init; }

    /// <summary>What was answered beside the grade.</summary>
    public QuestionnaireAnswered? Asked { get; init; }

    public IReadOnlyDictionary<string, int> Chosen => Asked?.Answers.ToDictionary(a => a.Code, a => a.Choice) ?? [];

    /// <summary>The entry that answered it.</summary>
    public Guid? AnswerEntry => Answer?.EntryId ?? Themed?.EntryId;

    public string Key => $"{Invited.CaseId}/{Invited.Task.TaskId}";

    public Guid? Rater => Subject switch
    {
        ServiceCompleted service => service.Rater,
        VisitEnded visit => visit.Rater,
        StageReached stage => stage.Rater,
        BatchCompleted batch => batch.Rater,
        ThemeCompleted theme => theme.Rater,
        _ => null,
    };

    public IEnumerable<Guid> Covered => Subject switch
    {
        VisitEnded visit => visit.Cases,
        StageReached stage => stage.Cases,
        BatchCompleted batch => batch.Cases,
        ThemeCompleted theme when Invited.Task.Kind == SubjectKind.ThemeItem => theme.Linked.Select(l => l.CaseId).Where(c => TaskKeys.ThemeItem(theme.CaseId, c) == Invited.Task.TaskId),
        ThemeCompleted theme => theme.Linked.Select(l => l.CaseId),
        _ => [Invited.CaseId],
    };

    /// <summary>The tasks of one case.</summary>
    public static IEnumerable<TaskStory> Of(IReadOnlyList<Recorded<IFact>> facts)
    {
        var subjects = facts.Select(f => f.Fact).Where(f => KeyOf(f) is not null).ToDictionary(f => KeyOf(f)!.Value);
        var ends = facts.Select(f => f.Fact).Where(f => EndOf(f) is not null).ToLookup(f => EndOf(f)!.Value.Task, f => EndOf(f)!.Value.State);
        foreach (var invited in facts.Select(f => f.Fact).OfType<InvitationIssued>())
        {
            var id = invited.Task.TaskId;
            var answer = facts.Where(f => f.Fact is EvaluationSubmitted e && e.Task.TaskId == id)
                .Select(f => new Recorded<EvaluationSubmitted>(f.Position, f.EntryId, f.At, f.By, f.BusinessDate, (EvaluationSubmitted)f.Fact)).FirstOrDefault();
            var themed = facts.Where(f => f.Fact is ThemeRated e && e.Task.TaskId == id)
                .Select(f => new Recorded<ThemeRated>(f.Position, f.EntryId, f.At, f.By, f.BusinessDate, (ThemeRated)f.Fact)).FirstOrDefault();
            var state = answer is not null || themed is not null ? TaskState.Answered : ends[id].FirstOrDefault(TaskState.Open);
            yield return new(invited, subjects.GetValueOrDefault(invited.Task.Kind == SubjectKind.ThemeItem ? TaskKeys.Theme(invited.CaseId) : id), answer, state)
            {
                Themed = themed,
                Asked = facts.Select(f => f.Fact).OfType<QuestionnaireAnswered>().FirstOrDefault(q => q.Task.TaskId == id),
                Moved = facts.Select(f => f.Fact).OfType<WindowMoved>().Where(m => m.Task.TaskId == id).MaxBy(m => m.Calendar),
            };
        }
    }

    private static Guid? KeyOf(IFact fact) => fact switch
    {
        ServiceCompleted service => TaskKeys.Service(service.CaseId, service.ServiceNumber),
        VisitEnded => TaskKeys.Visit(fact.CaseId),
        BatchCompleted => TaskKeys.Batch(fact.CaseId),
        ThemeCompleted => TaskKeys.Theme(fact.CaseId),
        StageReached stage => TaskKeys.Stage(stage.CaseId, stage.ServiceNumber, stage.Stage),
        _ => null,
    };

    private static (Guid Task, TaskState State)? EndOf(IFact fact) => fact switch
    {
        EvaluationDefaulted f => (f.Task.TaskId, TaskState.Defaulted),
        TaskExpired f => (f.Task.TaskId, TaskState.Unrated),
        TaskWithdrawn f => (f.Task.TaskId, TaskState.Withdrawn),
        _ => null,
    };
}
