using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Cases.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>办件的申诉 — for the pages of the case and of its evaluation task: what was filed, and where the unit may file.</summary>
internal sealed class AppealsOfCase(AppDb db, CaseJournal journal, FileAppeal filing, Words words) : ICaseLinks
{
    public int Order => 15;

    public async Task<IReadOnlyList<CaseLink>> OfAsync(Guid caseId, StaffScope scope, CancellationToken cancel)
    {
        var filed = await db.Appeals.AsNoTracking().SeenBy(scope).Where(a => a.CaseId == caseId).OrderBy(a => a.FiledAt).ToListAsync(cancel);
        var ratings = await journal.RatingsAsync(caseId, cancel);
        return
        [
            .. filed.Select(a => new CaseLink(words["申诉"], a.Number, words[Named.Word(a.State)], $"/console/appeals/{a.Id}")),
            .. ratings.Where(r => FileAppeal.IsRated(r, scope) && Contestable.IsNegative(filing.RulesOf(r).Pack, r) && !filed.Exists(a => a.TaskId == r.Task.TaskId && FileAppeal.IsHeard(a)))
                .Select(r => new CaseLink(words["申诉"], words["提出申诉"], words[r.Level.Word()], $"/console/tasks/{caseId}/{r.Task.TaskId}/appeal")),
        ];
    }
}
