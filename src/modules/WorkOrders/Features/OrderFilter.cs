using Haochaping.Kernel.Time;
using Haochaping.WorkOrders.Domain;

namespace Haochaping.WorkOrders.Features;

/// <summary>筛选 — which orders somebody wants to see; page and API read the same query parameters.</summary>
/// <param name="State">One state, or <c>all</c>; null is everything that is not closed.</param>
/// <param name="Unit">Institution code of the unit.</param>
/// <param name="Due"><c>overdue</c>, <c>today</c>, <c>soon</c> (three days) or <c>listed</c> (挂牌督办).</param>
/// <param name="Text">Part of an order or case number.</param>
/// <param name="Page">From 1.</param>
internal sealed record OrderFilter(string? State, string? Unit, string? Due, string? Text, int Page = 1)
{
    public const int PageSize = 20;

    /// <summary>How many days “soon” looks ahead.</summary>
    public const int SoonDays = 3;

    /// <summary>The state asked for, or null.</summary>
    public OrderState? OneState => Enum.TryParse<OrderState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    /// <summary>What is wrong with it, or null.</summary>
    public Refusal? Complaint() => No.Missing(
        No.Unless(State is null or "all" || OneState is not null, "state", "state-unknown", "没有这个状态：可用 dispatched、accepted、rectifying、explaining、auditing、handled、closed、voided、all。"),
        No.Unless(Due is null or "overdue" or "today" or "soon" or "listed", "due", "due-unknown", "期限筛选只能是 overdue、today、soon 或 listed。"),
        No.Unless(Page >= 1, "page", "page-unknown", "页码从 1 开始。"));

    /// <summary>The rows it names, nearest limit first.</summary>
    public IQueryable<Order> Of(IQueryable<Order> orders, DateTimeOffset now)
    {
        var found = Found(InState(orders));
        return Near(found, now).OrderBy(o => o.Due == null).ThenBy(o => o.Due).ThenBy(o => o.Number);
    }

    /// <summary>The first instant after the n-th day from today.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset now, int days) => now.BusinessDate().AddDays(days).EndOfDay();

    private IQueryable<Order> InState(IQueryable<Order> orders) =>
        OneState is { } state ? orders.Where(o => o.State == state)
        : State == "all" ? orders
        : orders.Where(o => o.State != OrderState.Closed && o.State != OrderState.Voided);

    private IQueryable<Order> Found(IQueryable<Order> orders)
    {
        orders = Unit is null ? orders : orders.Where(o => o.Unit == Unit);
        return string.IsNullOrWhiteSpace(Text) ? orders : orders.Where(o => o.Number.Contains(Text.Trim()) || o.CaseNumber.Contains(Text.Trim()));
    }

    private IQueryable<Order> Near(IQueryable<Order> orders, DateTimeOffset now)
    {
        var (today, soon) = (EndOf(now, 0), EndOf(now, SoonDays));
        return Due switch
        {
            "overdue" => orders.Where(o => o.IsOverdue),
            "listed" => orders.Where(o => o.ListedAt != null),
            "today" => orders.Where(o => o.Due <= today),
            "soon" => orders.Where(o => o.Due <= soon),
            _ => orders,
        };
    }
}
