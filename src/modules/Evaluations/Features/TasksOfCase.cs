using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>办件的评价任务 — its own, and those of a visit or batch that answer for it.</summary>
internal sealed class TasksOfCase(AppDb db, Words words) : ICaseLinks
{
    public int Order => 10;

    public async Task<IReadOnlyList<CaseLink>> OfAsync(Guid caseId, StaffScope scope, CancellationToken cancel)
    {
        var links = db.TaskLinks;
        var tasks = await db.Tasks.AsNoTracking().SeenBy(scope)
            .Where(t => t.CaseId == caseId || links.Any(l => l.CoveredCase == caseId && l.CaseId == t.CaseId && l.TaskId == t.TaskId))
            .OrderBy(t => t.CompletedAt).ToListAsync(cancel);
        bool IsCovering(TaskRow task) => task is { Kind: SubjectKind.Theme, State: TaskState.Answered } && task.CaseId != caseId && !tasks.Exists(t => t.Kind == SubjectKind.ThemeItem);
        return
        [
            .. tasks.Select(t => new CaseLink(
                words["评价任务"], words[TaskWords.Of(t.Kind)], IsCovering(t) ? words[Words.Key("由总体评价涵盖")] : words[TaskWords.Of(t.State)] + (t.AnswerLevel is { } level ? " · " + words[Levels.Word((int)level)] : ""),
                $"/console/tasks/{t.CaseId}/{t.TaskId}")),
        ];
    }
}
