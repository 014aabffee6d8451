using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Domain;

internal sealed partial record Order
{
    /// <summary>At most so many units 协办.</summary>
    public const int MostCoHandlers = 8;

    /// <summary>Whether the township or village that was rated puts it right for the county that leads (C2).</summary>
    public bool NeedsSubtask => Subtasks.Any(s => s.Unit == Unit);

    /// <summary>协办单位 that have or had a part and were not freed of it.</summary>
    public IEnumerable<Subtask> CoHandlers => Subtasks.Where(s => s.Unit != Unit && s.ReleasedAt is null);

    /// <summary>Who else may see it, to be searched; follows from the rest.</summary>
    public string SharedWith
    {
        get => Subtask.MarksOf(Subtasks.Where(s => s.ReleasedAt is null));
        private init { }
    }

    /// <summary>Who still owes a part, to be searched; follows from the rest.</summary>
    public string OwedBy
    {
        get => Subtask.MarksOf(Owed());
        private init { }
    }

    private bool IsShareable => State <= OrderState.Explaining;

    /// <summary>
    /// 指定协办 — a unit gets a part to do, by the desk that has the order, where the place knows 主办 and 协办 (C19). Its day is not after the
    /// limit of who leads; who leads still answers for the whole.
    /// </summary>
    public Result<Order> Share(Rules rules, Desk? unit, string? task, DateOnly? due, DateTimeOffset now)
    {
        if (!rules.Pack.WorkOrder.CoHandlers)
        {
            return new Refusal(RefusalKind.Unprocessable, "co-handlers-unknown", "本地规则没有主办、协办：请由承办单位办理，或转办其他单位。", rules.Article("work_order.co_handlers"));
        }

        if (!IsShareable)
        {
            return No.State(this, "指定协办");
        }

        var today = now.BusinessDate();
        var latest = Rectification.Min(c => c.LastDay) is var limit && limit > today ? limit : today;
        if (No.Missing(rules.Article("work_order.co_handlers"), [
            No.Unless(unit is not null, "unit", "unit-unknown", "目录中没有这个机构：请填写协办单位的机构代码。"),
            No.Unless(unit is null || (unit.Code != Lead.Code && unit.Code != Unit), "unit", "unit-leads", "主办单位不能同时协办，请选择其他单位。"),
            No.Unless(unit is null || CoHandlers.All(s => s.Unit != unit.Code), "unit", "unit-named", "该单位已经是协办单位；任务有变的，请先解除再重新指定。"),
            No.Unless(CoHandlers.Count() < MostCoHandlers, "unit", "co-handlers-full", $"一件工单最多 {MostCoHandlers} 个协办单位。"),
            No.Text("task", "task-missing", task, "请写明协办任务。"),
            No.Unless(due is not null, "due", "due-missing", "请确定协办期限。"),
            No.Unless(due is null || due >= today, "due", "due-past", "协办期限不能早于今天。"),
            No.Unless(due is null || due <= latest, "due", "due-too-late", $"协办期限不能晚于主办单位的整改期限 {latest:yyyy-MM-dd}。")]) is { } refusal)
        {
            return refusal;
        }

        return this with { Subtasks = [.. Subtasks.Where(s => s.Unit != unit!.Code), Subtask.Of(unit!, due)] };
    }

    /// <summary>填报 — a unit that 协办, a township or village says how it did its part; whoever leads answers for the order.</summary>
    /// <param name="unit">Which body; null takes the first that owes a part and is of this scope.</param>
    /// <param name="scope">Whose hand it is.</param>
    /// <param name="text">What was done.</param>
    /// <param name="now">When.</param>
    public Result<(Order Next, Subtask Done)> ReportSubtask(string? unit, StaffScope scope, string? text, DateTimeOffset now)
    {
        if (Owed().FirstOrDefault(s => (unit is null || s.Unit == unit) && scope.Covers(s.Unit, s.Region)) is not { } owed)
        {
            return No.State(this, "填报");
        }

        return No.Missing(No.Text("text", "text-missing", text, "请写明整改情况。")) is { } refusal
            ? refusal
            : (With(owed, s => s with { ReportedAt = now }), owed);
    }

    /// <summary>解除协办 — frees a unit of a part it has not reported, with a reason; from then on it does not see the order.</summary>
    public Result<(Order Next, Subtask Freed)> Release(string? unit, string? reason, DateTimeOffset now)
    {
        if (!IsShareable)
        {
            return No.State(this, "解除协办");
        }

        var owed = CoHandlers.FirstOrDefault(s => s.Unit == unit && s.IsOwed);
        return No.Missing(
            No.Unless(owed is not null, "unit", "co-handler-unknown", "请选择还没有填报的协办单位。"),
            No.Text("reason", "reason-missing", reason, "请写明解除协办的理由。")) is { } refusal
            ? refusal
            : (With(owed!, s => s with { ReleasedAt = now }), owed!);
    }

    /// <summary>Whether it is theirs because they 协办, or put right for the county.</summary>
    public bool IsSharedWith(StaffScope scope) => Subtasks.Any(s => s.ReleasedAt is null && scope.Covers(s.Unit, s.Region));

    private IEnumerable<Subtask> Owed() => Subtasks.Where(s => s.IsOwedIn(State, Unit));

    private Order GradedBy(IReadOnlyDictionary<string, Level> units) =>
        CoHandlers.Aggregate(this, (order, s) => units.TryGetValue(s.Unit, out var level) ? order.With(s, one => one with { Satisfaction = level }) : order);

    private Order With(Subtask which, Func<Subtask, Subtask> next) => this with { Subtasks = [.. Subtasks.Select(s => s.Unit == which.Unit ? next(s) : s)] };
}
