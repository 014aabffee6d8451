using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>
/// 评价任务详情 — for staff: window, state, what was answered over which channel, where it is sealed. The free text only for those
/// who handle or supervise; the receipt code belongs to the citizen and is shown to nobody else.
/// </summary>
internal sealed class ReadTask(AppDb db, ICases cases, IEnumerable<ICaseLinks> rooms, IRulePacks packs, ILedger ledger, TimeProvider clock)
{
    public async Task<Result<TaskView>> RunAsync(Guid caseId, Guid taskId, StaffScope scope, bool mayReadText, CancellationToken cancel)
    {
        var task = await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.CaseId == caseId && t.TaskId == taskId, cancel);
        if (task is null || !scope.Covers(task.Institution, task.Region, staff: task.Staff))
        {
            return new Refusal(RefusalKind.NotFound, "staff-task-unknown", "没有找到这个评价任务：只能查看本单位和本辖区的评价任务。"); // foreign and missing look alike
        }

        var evaluation = await db.Evaluations.AsNoTracking().FirstOrDefaultAsync(e => e.CaseId == caseId && e.TaskId == taskId, cancel);
        var covered = await db.TaskLinks.AsNoTracking().Where(l => l.CaseId == caseId && l.TaskId == taskId).Select(l => l.CoveredCase).ToListAsync(cancel);
        var numbers = await cases.NumbersAsync(covered, cancel);
        return new TaskView(
            task, packs.Get(PackRef.Parse(task.Pack)), numbers,
            evaluation is null ? null : Answer(evaluation, mayReadText, await db.IsLeadAsync(caseId, taskId, cancel)),
            evaluation is null ? null : await ledger.FindAsync(caseId, evaluation.EntryId, cancel),
            [.. (await OthersAsync(caseId, scope, cancel)).Where(link => !link.Href.EndsWith(taskId.ToString(), StringComparison.Ordinal))],
            clock.Now());
    }

    private static AnswerView Answer(EvaluationRow row, bool mayReadText, bool isLead) => new(
        row.Level, row.Channel, row.ReceivedAt, row.CapturedAt, row.Tags, row.Indicators, row.Private, row.RealName, row.Text is not null && !isLead, mayReadText && !isLead ? row.Text : null, row.Answers)
    {
        Terminal = row.Terminal, Assisted = row.Assisted, Pictures = mayReadText && !isLead ? row.Pictures ?? [] : [],
    };

    private async Task<IReadOnlyList<CaseLink>> OthersAsync(Guid caseId, StaffScope scope, CancellationToken cancel)
    {
        var links = new List<CaseLink>();
        foreach (var room in rooms.OrderBy(room => room.Order))
        {
            links.AddRange(await room.OfAsync(caseId, scope, cancel));
        }

        return links;
    }
}

/// <summary>评价任务全貌 — what staff read; the rater stands nowhere in it.</summary>
internal sealed record TaskView(
    TaskRow Task, RulePack Pack, IReadOnlyDictionary<Guid, string> Cases, AnswerView? Answer, SealedPlace? Sealed, IReadOnlyList<CaseLink> Links, DateTimeOffset Now);

/// <summary>评价内容 — the answer; <c>Text</c> only for those who may read it.</summary>
internal sealed record AnswerView(
    Level Level, string Channel, DateTimeOffset ReceivedAt, DateTimeOffset? CapturedAt, IReadOnlyList<string> Tags, IReadOnlyDictionary<string, Level> Indicators,
    bool Private, bool RealName, bool HasText, string? Text, IReadOnlyList<QuestionAnswer> Answers)
{
    /// <summary>终端机编号.</summary>
    public string? Terminal { get; init; }

    /// <summary>协助填写.</summary>
    public bool Assisted { get; init; }

    /// <summary>图片, by hash; only for those who may read the text.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];
}
