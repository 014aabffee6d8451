using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Features;

/// <summary>What both invitations share: the window by the pack, the links to the covered cases, the fact, the message.</summary>
internal sealed class Invitations(IDeadlines deadlines)
{
    /// <summary>A subject that may be rated.</summary>
    internal sealed record Subject(
        Guid CaseId, Guid TaskId, SubjectKind Kind, ServicePlace Place, DateTimeOffset CompletedAt, IReadOnlyList<Guid> Cases, Guid? Rater);

    /// <summary>The open task of a subject. <paramref name="quiet"/>: nobody needs to be reminded, the rating is here.</summary>
    public TaskRow Open(Subject subject, RulePack pack, bool quiet)
    {
        var window = deadlines.Compute(pack, Clock.EvaluationWindow, subject.CompletedAt);
        var supplement = pack.Window.Supplementary is { Allowed: true, ReplacesDefault: true, Until: { } longer }
            ? deadlines.Compute(pack, Clock.EvaluationWindow, longer, subject.CompletedAt).ExpiresAt
            : (DateTimeOffset?)null;
        return new TaskRow
        {
            CaseId = subject.CaseId, TaskId = subject.TaskId, Kind = subject.Kind, Place = subject.Place, Institution = subject.Place.Institution, Region = subject.Place.Region, Pack = pack.Ref.ToString(),
            CompletedAt = subject.CompletedAt, ClosesAt = window.ExpiresAt, Provisional = window.Provisional, SupplementUntil = supplement, Cases = subject.Cases.Count,
            Rater = subject.Rater, State = TaskState.Open, RemindAt = quiet ? null : InvitationMessages.FirstAt(subject, pack),
        };
    }

    /// <summary>Links and fact of a task, added beside the task itself.</summary>
    public static void Leave(AppDb db, TaskRow task, DateTimeOffset now, IReadOnlyList<Guid>? covered = null)
    {
        db.AddRange((covered ?? [task.CaseId]).Select(c => new TaskLinkRow { CaseId = task.CaseId, TaskId = task.TaskId, CoveredCase = c }));
        db.Leave(new InvitationIssued(task.CaseId, task.ToFacts(), task.ClosesAt, task.Provisional), Ids.Derive("invitation", task.TaskId.ToString()), Actor.House, now);
    }
}
