using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>到期处理 — closes tasks nobody answered: a default where the document orders one, else “expired, unrated”. Effective at the window's end, however late it runs.</summary>
internal sealed class ExpireTasks(AppDb db, IStore store, IRulePacks packs, IWorkCalendar calendar, TimeProvider clock) : IJob
{
    private const int BatchSize = 500;

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (!await db.IsSweptAsync(calendar.Revision, cancel))
        {
            return 0; // a calendar change may still move a window that seems over; closing takes effect at its end anyway
        }

        var now = clock.Now();
        var due = now - Evaluation.Grace;
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.State == TaskState.Open && t.ClosesAt <= due).OrderBy(t => t.ClosesAt).Take(BatchSize).ToListAsync(cancel);
        if (tasks.Count == 0)
        {
            return 0;
        }

        var won = await store.ClaimAndInsertAsync(db, RowClaims.Of<TaskRow>(db, nameof(TaskRow.State), [.. tasks.Select(t => Expire(t, now))]));
        return won.Count(w => w);
    }

    private RowClaim Expire(TaskRow task, DateTimeOffset now)
    {
        var pack = packs.Get(PackRef.Parse(task.Pack));
        var state = Evaluation.Expire(task, pack);
        var entry = Ids.Derive("expired", task.TaskId.ToString());
        var date = task.ClosesAt.BusinessDate(); // 00:00 after the last day
        var (line, queued) = state == TaskState.Defaulted
            ? JournalWriting.Write(new EvaluationDefaulted(task.CaseId, task.ToFacts(), pack.Default.Grade, pack.Form.IsPositive(pack.Default.Grade), task.ClosesAt), entry, Actor.House, now, date)
            : JournalWriting.Write(new TaskExpired(task.CaseId, task.ToFacts(), task.ClosesAt), entry, Actor.House, now, date);
        return new(task, task with { State = state, RemindAt = null }, [line, queued]);
    }
}
