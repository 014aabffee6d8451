using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>
/// 链接指向 — the task behind a link. The dynamic code on a receipt is printed when materials are taken and used weeks later: it leads
/// to the case's rating as soon as there is one, before that to the open rating of the receipt (深圳 第十四条, C10).
/// </summary>
internal sealed class Links(AppDb db, IKeys keys, TimeProvider clock)
{
    /// <summary>The task, or null when the link is forged or damaged. The task may not be there (yet).</summary>
    public async ValueTask<TaskToken?> OpenAsync(string? text, CancellationToken cancel) => TaskToken.Open(text, keys) switch
    {
        { Channel: ChannelKind.ReceiptDynamicQr } printed => await FollowAsync(printed, cancel),
        var link => link,
    };

    private async Task<TaskToken> FollowAsync(TaskToken printed, CancellationToken cancel)
    {
        if (await db.Tasks.AnyAsync(t => t.CaseId == printed.CaseId && t.TaskId == printed.TaskId, cancel))
        {
            return printed;
        }

        var now = clock.Now();
        var tasks = await CoveringAsync(printed.CaseId, cancel);
        var task = tasks.Find(t => t.Kind.IsWhole && t.CaseId != printed.CaseId)
            ?? tasks.Find(t => t is { Kind: SubjectKind.ReceiptStage, State: TaskState.Open } && t.ClosesAt > now);
        return task is null ? printed : printed with { CaseId = task.CaseId, TaskId = task.TaskId };
    }

    /// <summary>Every task that answers for a case.</summary>
    public Task<List<TaskRow>> CoveringAsync(Guid caseId, CancellationToken cancel) => db.TaskLinks.AsNoTracking().Where(l => l.CoveredCase == caseId)
        .Join(db.Tasks.AsNoTracking(), l => new { l.CaseId, l.TaskId }, t => new { t.CaseId, t.TaskId }, (_, t) => t).ToListAsync(cancel);
}
