using Haochaping.Appeals.Domain;
using Haochaping.Kernel.Time;

namespace Haochaping.Appeals.Features;

/// <summary>筛选 — which appeals somebody wants to see; page and API read the same query parameters.</summary>
/// <param name="State">One state, or <c>all</c>; null is everything that is still to be decided.</param>
/// <param name="Due"><c>overdue</c>: past the limit of the decision.</param>
/// <param name="Reaudit"><c>open</c>: drawn and not looked at yet; <c>all</c>: drawn.</param>
/// <param name="Text">Part of an appeal's or case's number.</param>
/// <param name="Page">From 1.</param>
internal sealed record AppealFilter(string? State, string? Due, string? Reaudit, string? Text, int Page = 1)
{
    public const int PageSize = 20;

    /// <summary>The state asked for, or null.</summary>
    public AppealState? OneState => Enum.TryParse<AppealState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    /// <summary>What is wrong with it, or null.</summary>
    public Refusal? Complaint() => No.Missing(
        null,
        No.Unless(State is null or "all" || OneState is not null, "state", "state-unknown", "没有这个状态：可用 filed、reviewing、proposed、upheld、rejected、withdrawn、all。"),
        No.Unless(Due is null or "overdue", "due", "due-unknown", "期限筛选只能是 overdue。"),
        No.Unless(Reaudit is null or "open" or "all", "reaudit", "reaudit-unknown", "抽查筛选只能是 open 或 all。"),
        No.Unless(Page >= 1, "page", "page-unknown", "页码从 1 开始。"));

    /// <summary>The rows it names, nearest limit first.</summary>
    public IQueryable<Appeal> Of(IQueryable<Appeal> appeals, DateTimeOffset now)
    {
        var today = now.BusinessDate();
        var found = OneState is { } state ? appeals.Where(a => a.State == state)
            : State == "all" || Reaudit is not null ? appeals
            : appeals.Where(a => a.State == AppealState.Filed || a.State == AppealState.Reviewing || a.State == AppealState.Proposed);
        found = Due == "overdue" ? found.Where(a => a.OverdueAt != null || (a.EndedAt == null && a.DecideBy < today)) : found;
        found = Reaudit switch { "open" => found.Where(a => a.Drawn && a.Reaudited == null), "all" => found.Where(a => a.Drawn), _ => found };
        found = string.IsNullOrWhiteSpace(Text) ? found : found.Where(a => a.Number.Contains(Text.Trim()) || a.CaseNumber.Contains(Text.Trim()));
        return found.OrderBy(a => a.EndedAt != null).ThenBy(a => a.DecideBy).ThenBy(a => a.Number);
    }
}
