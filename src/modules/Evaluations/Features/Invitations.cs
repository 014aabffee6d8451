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

namespace Haochaping.Evaluations.Features;

/// <summary>What both invitations share: the window by the pack, the links to the covered cases, the facts, the message.</summary>
internal sealed class Invitations(IDeadlines deadlines, InvitationMessages messages, TimeProvider clock)
{
    /// <summary>A subject that may be rated.</summary>
    internal sealed record Subject(
        Guid CaseId, Guid TaskId, SubjectKind Kind, ServicePlace Place, DateTimeOffset CompletedAt, IReadOnlyList<Guid> Cases, Guid? Rater)
    {
        /// <summary>The linked cases of a theme.</summary>
        public IReadOnlyList<ThemeCase>? Linked { get; init; }

        /// <summary>问询项目 of the item; null where the pack's apply.</summary>
        public IReadOnlyList<string>? Questions { get; init; }
    }

    /// <summary>Adds the open task of a subject, its links and its facts. <paramref name="quiet"/>: nobody needs to be reminded, the rating is here.</summary>
    public void Open(AppDb db, Subject subject, RulePack pack, bool quiet)
    {
        var now = clock.Now();
        var window = EvaluationWindow.Of(pack, deadlines, subject.CompletedAt, now);
        var late = window.CountsFrom != subject.CompletedAt;
        var task = new TaskRow
        {
            CaseId = subject.CaseId, TaskId = subject.TaskId, Kind = subject.Kind, Place = subject.Place, Institution = subject.Place.Institution, Hall = subject.Place.Hall, Staff = subject.Place.Staff, Region = subject.Place.Region, IsProbe = subject.Place.IsProbe, Pack = pack.Ref.ToString(),
            CompletedAt = subject.CompletedAt, CountsFrom = late ? window.CountsFrom : null, ClosesAt = window.ClosesAt, Provisional = window.Provisional,
            SupplementUntil = window.SupplementUntil, Calendar = window.Calendar, Cases = subject.Cases.Count, Linked = subject.Linked, Questions = subject.Questions, Rater = subject.Rater, State = TaskState.Open,
            RemindAt = quiet ? null : messages.FirstAt(subject.Rater, window.CountsFrom, pack),
        };
        db.Add(task);
        db.AddRange(subject.Cases.Select(c => new TaskLinkRow { CaseId = task.CaseId, TaskId = task.TaskId, CoveredCase = c }));
        db.Leave(new InvitationIssued(task.CaseId, task.ToFacts(), task.ClosesAt, task.Provisional), Ids.Derive("invitation", task.TaskId.ToString()), Actor.House, now);
        if (late)
        {
            db.Leave(new WindowPostponed(task.CaseId, task.ToFacts(), window.CountsFrom, task.ClosesAt), Ids.Derive("window-postponed", task.TaskId.ToString()), Actor.House, now);
        }
    }

    /// <summary>The task with the window that pack and calendar give it now.</summary>
    public TaskRow Derive(TaskRow task, RulePack pack)
    {
        var window = EvaluationWindow.From(pack, deadlines, task.DayZero);
        return task with { ClosesAt = window.ClosesAt, Provisional = window.Provisional, Calendar = window.Calendar, SupplementUntil = window.SupplementUntil };
    }
}
