using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>评价任务列表 — the tasks somebody may see, nearest end of the window first; nothing about the rater.</summary>
internal sealed class ListTasks(AppDb db, ICases cases, TimeProvider clock)
{
    public async Task<Result<TasksOnPage>> RunAsync(TaskFilter filter, StaffScope scope, CancellationToken cancel)
    {
        if (filter.Complaint() is { } refusal)
        {
            return refusal;
        }

        var now = clock.Now();
        var named = filter.Number is { } number ? await cases.FindAsync(number, cancel) : [];
        var rows = await filter.Of(db.Tasks.AsNoTracking().SeenBy(scope), db.TaskLinks, named, now).Take(TaskFilter.PageSize + 1).ToListAsync(cancel);
        var page = rows.Take(TaskFilter.PageSize).ToList();
        return new TasksOnPage(page, rows.Count > page.Count ? new PageKey(page[^1].ClosesAt, page[^1].TaskId) : null, now);
    }
}

/// <summary>One page of tasks.</summary>
internal sealed record TasksOnPage(IReadOnlyList<TaskRow> Items, PageKey? Next, DateTimeOffset AsOf);
