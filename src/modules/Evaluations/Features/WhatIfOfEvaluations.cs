using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>推演：评价 — holds every task since a day against other rules: its window, its outcome, and whether its answer would have been taken.</summary>
internal sealed class WhatIfOfEvaluations(AppDb db, IRulePacks packs, IDeadlines deadlines) : IWhatIf
{
    private const int PageSize = 500;

    private sealed record Line(TaskRow Task, EvaluationRow? Answer);

    public Task<long> CountAsync(WhatIfQuestion question, CancellationToken cancel) => Since(question).LongCountAsync(cancel);

    public async Task ReplayAsync(WhatIfQuestion question, WhatIfTally tally, CancellationToken cancel)
    {
        var (lastCase, lastTask) = (Guid.Empty, Guid.Empty);
        while (await PageAsync(question, lastCase, lastTask, cancel) is { Count: > 0 } page)
        {
            foreach (var line in page.Where(l => question.AppliesTo(l.Task.Place.Region)))
            {
                Compare(line, question, tally);
            }

            (lastCase, lastTask) = (page[^1].Task.CaseId, page[^1].Task.TaskId);
            tally.Look(page.Count);
        }
    }

    private IQueryable<TaskRow> Since(WhatIfQuestion question)
    {
        var from = question.Since.Midnight();
        return db.Tasks.AsNoTracking().Where(t => t.CompletedAt >= from);
    }

    private Task<List<Line>> PageAsync(WhatIfQuestion question, Guid lastCase, Guid lastTask, CancellationToken cancel) =>
        (from task in Since(question)
         where task.CaseId.CompareTo(lastCase) > 0 || (task.CaseId == lastCase && task.TaskId.CompareTo(lastTask) > 0)
         join answer in db.Evaluations.AsNoTracking() on new { task.CaseId, task.TaskId } equals new { answer.CaseId, answer.TaskId } into answers
         from answer in answers.DefaultIfEmpty()
         orderby task.CaseId, task.TaskId
         select new Line(task, answer)).Take(PageSize).ToListAsync(cancel);

    private void Compare(Line line, WhatIfQuestion question, WhatIfTally tally)
    {
        var (task, number, rules) = (line.Task, line.Task.Place.CaseNumber, question.Rules);
        var closesAt = deadlines.Compute(rules, Clock.EvaluationWindow, task.CompletedAt).ExpiresAt;
        var under = task with { ClosesAt = closesAt, SupplementUntil = null, Pack = rules.Ref.ToString() };
        if (closesAt != task.ClosesAt)
        {
            tally.Differ(WhatIfKind.Window, number, Day(task.ClosesAt), Day(closesAt));
        }

        if (line.Answer is { } answer)
        {
            if (Evaluation.Answer(under with { State = TaskState.Open }, Submitted(under, answer), rules).Refusal is { } refusal)
            {
                tally.Differ(WhatIfKind.Refusal, number, "已接受", refusal.Message);
            }
        }
        else if (task.State is not TaskState.Open || closesAt <= question.Now)
        {
            Compare(Outcome(task, packs.Get(PackRef.Parse(task.Pack)), task.State), Outcome(under, rules, closesAt > question.Now ? TaskState.Open : Evaluation.Expire(under, rules)), number, tally);
        }
    }

    private static void Compare(string before, string after, string number, WhatIfTally tally)
    {
        if (before != after)
        {
            tally.Differ(WhatIfKind.Default, number, before, after);
        }
    }

    private static string Outcome(TaskRow task, RulePack pack, TaskState state) => state switch
    {
        TaskState.Open => "待评价",
        TaskState.Answered => "已评价",
        TaskState.Defaulted => $"默认{pack.Default.Grade.Word()}",
        TaskState.Unrated => task.Kind == Contracts.SubjectKind.TurnedAway ? "未评价（未办理）" : "未评价",
        TaskState.Withdrawn => "已撤下（未受理）",
    };

    private static Submission Submitted(TaskRow task, EvaluationRow answer)
    {
        var verdict = new Verdict(answer.Level, answer.Indicators, answer.Tags, answer.Text, answer.Private);
        return new(task.CaseId, task.TaskId, verdict, verdict.Hash(), answer.Channel, answer.ReceivedAt, answer.CapturedAt, answer.EntryId, answer.RealName, []);
    }

    private static string Day(DateTimeOffset closesAt) => $"{closesAt.AddDays(-1).BusinessDate():yyyy-MM-dd} 止";
}
