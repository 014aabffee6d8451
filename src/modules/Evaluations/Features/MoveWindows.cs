using System.Globalization;
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

/// <summary>日历变更 — the calendar changed: the open windows are to be derived again.</summary>
internal sealed class PlanMovesOnCalendarChanged : Reaction<CalendarChanged>
{
    protected override Task ReactAsync(IReadOnlyList<Recorded<CalendarChanged>> facts, AppDb db, CancellationToken cancel)
    {
        db.AddRange(facts.Select(f => new WindowSweep { Revision = f.Fact.Revision, At = f.Fact.At, Notice = f.Fact.Notice.ToString() }));
        return Task.CompletedTask;
    }
}

/// <summary>
/// 重算窗口 — derives open windows again after a calendar change, a batch at a time. Each task remembers by which calendar it was derived,
/// so whatever stops it, it goes on where it was. Answered, defaulted and ended windows never move.
/// </summary>
internal sealed class MoveWindows(AppDb db, Invitations invitations, IRulePacks packs, IWorkCalendar calendar, TimeProvider clock) : IJob
{
    private const int BatchSize = 200;

    // A node that has not read the new calendar yet may open a few more windows by the old one; until then the sweep stays.
    private static readonly TimeSpan Stragglers = TimeSpan.FromMinutes(1);

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (await db.WindowSweeps.Where(s => s.DoneAt == null).OrderBy(s => s.Revision).FirstOrDefaultAsync(cancel) is not { } sweep)
        {
            return 0;
        }

        if (calendar.Revision < sweep.Revision && (await packs.ReloadAsync(cancel)).Refusal is not null)
        {
            return 0; // the reason stands in the console and in the log; windows stay open meanwhile
        }

        var tasks = await db.Tasks.AsNoTracking().Where(t => t.State == TaskState.Open && t.ClosesAt > sweep.At && t.Calendar < sweep.Revision)
            .OrderBy(t => t.ClosesAt).Take(BatchSize).ToListAsync(cancel);
        return tasks.Count > 0 ? await MoveAsync(tasks, sweep, cancel) : await FinishAsync(sweep, cancel);
    }

    private async Task<int> MoveAsync(List<TaskRow> tasks, WindowSweep sweep, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var task in tasks)
        {
            var next = WindowMove.Of(task, invitations.Derive(task, packs.Get(PackRef.Parse(task.Pack))), sweep.Notice);
            var claimed = await db.Tasks.Where(t => t.CaseId == task.CaseId && t.TaskId == task.TaskId && t.State == TaskState.Open && t.Calendar == task.Calendar)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(t => t.ClosesAt, next.ClosesAt).SetProperty(t => t.Provisional, next.Provisional).SetProperty(t => t.SupplementUntil, next.SupplementUntil)
                        .SetProperty(t => t.Calendar, next.Calendar).SetProperty(t => t.MovedFrom, next.MovedFrom).SetProperty(t => t.MovedBy, next.MovedBy),
                    cancel);
            if (claimed == 1 && WindowMove.Shows(task, next))
            {
                db.Leave(
                    new WindowMoved(task.CaseId, task.ToFacts(), task.ClosesAt, next.ClosesAt, next.Provisional, sweep.Revision, sweep.Notice),
                    Ids.Derive("window-moved", task.TaskId.ToString(), sweep.Revision.ToString(CultureInfo.InvariantCulture)), Actor.House, clock.Now());
            }
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return tasks.Count;
    }

    private async Task<int> FinishAsync(WindowSweep sweep, CancellationToken cancel)
    {
        if (clock.Now() < sweep.At + Stragglers)
        {
            return 0;
        }

        sweep.DoneAt = clock.Now();
        await db.SaveChangesAsync(cancel);
        return 1;
    }
}
