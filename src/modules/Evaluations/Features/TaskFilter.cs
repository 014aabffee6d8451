using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;

namespace Haochaping.Evaluations.Features;

/// <summary>筛选 — which evaluation tasks somebody wants to see, as it stands in the address.</summary>
/// <param name="State">One state; null is what is still open, or everything where a case number is given.</param>
/// <param name="Unit">Institution code.</param>
/// <param name="Due"><c>today</c> or <c>soon</c> (three days): when the window ends.</param>
/// <param name="Level">总体评价, 5 to 1.</param>
/// <param name="Number">A whole 办件编号.</param>
/// <param name="Probes">拨测: tasks of the synthetic cases, which no other list shows.</param>
/// <param name="After">Where the page begins; null is the first page.</param>
internal sealed record TaskFilter(string? State, string? Unit, string? Due, string? Level, string? Number, bool Probes, PageKey? After)
{
    public const int PageSize = 20;

    /// <summary>How many days “soon” looks ahead.</summary>
    public const int SoonDays = 3;

    /// <summary>The state asked for, or null.</summary>
    public TaskState? OneState =>
        Enum.TryParse<TaskState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state
        : State is null && Number is null ? TaskState.Open
        : null;

    /// <summary>The level asked for, or null.</summary>
    public Level? OneLevel => Level is ['1' or '2' or '3' or '4' or '5'] ? (Level)(Level[0] - '0') : null;

    /// <summary>What is wrong with it, or null.</summary>
    public Refusal? Complaint() =>
        State is not null && OneState is null ? new(RefusalKind.BadRequest, "state-unknown", "没有这个状态：可用 open、answered、defaulted、unrated。")
        : Due is not (null or "today" or "soon") ? new(RefusalKind.BadRequest, "due-unknown", "期限筛选只能是 today 或 soon。")
        : Level is not null && OneLevel is null ? new(RefusalKind.BadRequest, "level-unknown", "评价等级只能是 1 到 5。")
        : null;

    /// <summary>The rows it names from the page's beginning on: what is open by the nearest end of its window, the rest by the latest.</summary>
    /// <param name="tasks">The rows somebody may see.</param>
    /// <param name="links">Which cases a task answers for.</param>
    /// <param name="cases">The cases of the number asked for.</param>
    /// <param name="now">The moment of the question.</param>
    public IQueryable<TaskRow> Of(IQueryable<TaskRow> tasks, IQueryable<TaskLinkRow> links, IReadOnlyList<Guid> cases, DateTimeOffset now)
    {
        tasks = tasks.Where(t => t.IsProbe == Probes);
        tasks = OneState is { } state ? tasks.Where(t => t.State == state) : tasks;
        tasks = Unit is null ? tasks : tasks.Where(t => t.Institution == Unit);
        tasks = OneLevel is { } level ? tasks.Where(t => t.AnswerLevel == level) : tasks;
        tasks = Number is null ? tasks : tasks.Where(t => links.Any(l => l.CaseId == t.CaseId && l.TaskId == t.TaskId && cases.Contains(l.CoveredCase)));
        return Paged(Near(tasks, now));
    }

    private IQueryable<TaskRow> Near(IQueryable<TaskRow> tasks, DateTimeOffset now)
    {
        var end = now.BusinessDate().AddDays(Due == "today" ? 0 : SoonDays).EndOfDay();
        return Due is null ? tasks : tasks.Where(t => t.ClosesAt > now && t.ClosesAt <= end);
    }

    private IQueryable<TaskRow> Paged(IQueryable<TaskRow> tasks) => (OneState, After) switch
    {
        (TaskState.Open, null) => tasks.OrderBy(t => t.ClosesAt).ThenBy(t => t.TaskId),
        (TaskState.Open, var last) => tasks.Where(t => t.ClosesAt > last.At || (t.ClosesAt == last.At && t.TaskId.CompareTo(last.Id) > 0))
            .OrderBy(t => t.ClosesAt).ThenBy(t => t.TaskId),
        (_, null) => tasks.OrderByDescending(t => t.ClosesAt).ThenByDescending(t => t.TaskId),
        (_, var last) => tasks.Where(t => t.ClosesAt < last.At || (t.ClosesAt == last.At && t.TaskId.CompareTo(last.Id) < 0))
            .OrderByDescending(t => t.ClosesAt).ThenByDescending(t => t.TaskId),
    };
}
