using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>
/// 开放环节评价 — a stage becomes a task of its own, without message and in no 好评率 (C8); the receipt's closes when acceptance
/// fails later (C13). A stage told after its time is not opened: the whole service is what people are asked about then.
/// </summary>
internal sealed class InviteOnStageReached(Invitations invitations, IRulePacks packs, IDeadlines deadlines, TimeProvider clock) : Reaction<StageReached>
{
    protected override async Task ReactAsync(IReadOnlyList<Recorded<StageReached>> facts, AppDb db, CancellationToken cancel)
    {
        foreach (var fact in facts.Select(f => f.Fact))
        {
            var pack = packs.For(fact.Place.Region, fact.At.BusinessDate());
            if (fact.Stage is CaseEventKind.ReceiptFailed or CaseEventKind.AcceptanceRefused)
            {
                await WithdrawAsync(fact, db, cancel);
            }
            else if (StageKinds.Of(fact.Stage, fact.Place.Channel, pack) is { } kind && !deadlines.Compute(pack, Clock.EvaluationWindow, fact.At).IsOver(clock.Now())
                && !(kind == SubjectKind.ReceiptStage && await IsRatedAsync(fact.CaseId, db, cancel)))
            {
                var task = TaskKeys.Stage(fact.CaseId, fact.ServiceNumber, fact.Stage);
                invitations.Open(db, new Invitations.Subject(fact.CaseId, task, kind, fact.Place, fact.At, fact.Cases, fact.Rater), pack, quiet: true);
            }
        }
    }

    // A case that was left alone of a batch: its receipt may have been rated with the others'.
    private static Task<bool> IsRatedAsync(Guid caseId, AppDb db, CancellationToken cancel)
    {
        var links = db.TaskLinks;
        return db.Tasks.AnyAsync(t => t.Kind == SubjectKind.ReceiptStage && t.State == TaskState.Answered && links.Any(l => l.CoveredCase == caseId && l.TaskId == t.TaskId), cancel);
    }

    private async Task WithdrawAsync(StageReached fact, AppDb db, CancellationToken cancel)
    {
        var task = await db.Tasks.FindAsync([fact.CaseId, TaskKeys.Stage(fact.CaseId, fact.ServiceNumber, CaseEventKind.Received)], cancel);
        if (task is { State: TaskState.Open, Kind: SubjectKind.ReceiptStage })
        {
            db.Leave(new TaskWithdrawn(task.CaseId, task.ToFacts(), fact.At), Ids.Derive("task-withdrawn", task.TaskId.ToString()), Actor.House, clock.Now());
            db.Entry(task).CurrentValues.SetValues(task with { State = TaskState.Withdrawn });
        }
    }
}
