using Haochaping.Catalog.Contracts;
using Haochaping.Kernel.Time;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Haochaping.WorkOrders.Features;

/// <summary>筛选 — which orders somebody wants to see; page and API read the same query parameters.</summary>
/// <param name="State">One state, or <c>all</c>; null is everything that is not closed.</param>
/// <param name="Unit">Institution code of the unit.</param>
/// <param name="Due"><c>overdue</c>, <c>today</c>, <c>soon</c> (three days) or <c>listed</c> (挂牌督办).</param>
/// <param name="Text">Part of an order or case number, or of the unit's name, or its 拼音首字母.</param>
/// <param name="Page">From 1.</param>
/// <param name="Size">Rows on a page: one of <see cref="Sizes"/>.</param>
internal sealed record OrderFilter(string? State, string? Unit, string? Due, string? Text, int Page = 1, int Size = OrderFilter.PageSize)
{
    public const int PageSize = 20;

    /// <summary>Longest filter as an address, so that it can be kept.</summary>
    public const int QueryLimit = 400;

    /// <summary>How many rows a page may have; the last is what one bulk act bears.</summary>
    public static readonly IReadOnlyList<int> Sizes = [PageSize, 50, ActOnMany.Most];

    /// <summary>How many days “soon” looks ahead.</summary>
    public const int SoonDays = 3;

    /// <summary>Codes of institutions that <see cref="Text"/> may mean, by name or 拼音首字母; <see cref="UnitsMeant"/> sets it.</summary>
    public IReadOnlyList<string> Meant { get; init; } = [];

    /// <summary>The state asked for, or null.</summary>
    public OrderState? OneState => Enum.TryParse<OrderState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    /// <summary>What is wrong with it, or null.</summary>
    public Refusal? Complaint() => No.Missing(
        No.Unless(State is null or "all" || OneState is not null, "state", "state-unknown", "没有这个状态：可用 dispatched、accepted、rectifying、explaining、auditing、handled、closed、voided、all。"),
        No.Unless(Due is null or "overdue" or "today" or "soon" or "listed", "due", "due-unknown", "期限筛选只能是 overdue、today、soon 或 listed。"),
        No.Unless(Page >= 1, "page", "page-unknown", "页码从 1 开始。"),
        No.Unless(ToQuery().Length <= QueryLimit, "q", "filter-too-long", "筛选条件过长：请缩短编号。"),
        No.Unless(Sizes.Contains(Size), "size", "size-unknown", "每页只能是 20、50 或 200 条。"));

    /// <summary>The same as it stands in an address, without the page: a filter is its address.</summary>
    public string ToQuery() => new QueryBuilder(new (string Name, string? Value)[] { ("state", State), ("due", Due), ("unit", Unit), ("q", Text), ("size", Size == PageSize ? null : $"{Size}") }
        .Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value!))).ToString().TrimStart('?');

    /// <summary>The rows it names, nearest limit first.</summary>
    public IQueryable<Order> Of(IQueryable<Order> orders, DateTimeOffset now) => Rows(orders, now).OrderBy(o => o.Due == null).ThenBy(o => o.Due).ThenBy(o => o.Number);

    /// <summary>The rows it names, in no order.</summary>
    public IQueryable<Order> Rows(IQueryable<Order> orders, DateTimeOffset now) => Near(Found(InState(orders)), now);

    /// <summary>What <see cref="ToQuery"/> wrote.</summary>
    public static OrderFilter Parse(string query)
    {
        var fields = QueryHelpers.ParseQuery(query);
        string? Of(string name) => fields.TryGetValue(name, out var value) ? value.ToString() : null;
        return new(Of("state"), Of("unit"), Of("due"), Of("q"));
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
        return string.IsNullOrWhiteSpace(Text) ? orders : orders.Where(o => o.Number.Contains(Text.Trim()) || o.CaseNumber.Contains(Text.Trim()) || Meant.Contains(o.Unit));
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

internal static class UnitsMeant
{
    private const int Most = 50;

    extension(IInstitutionList institutions)
    {
        /// <summary>The filter with the institutions that its text may mean.</summary>
        public async Task<OrderFilter> MeantByAsync(OrderFilter filter, CancellationToken cancel) =>
            string.IsNullOrWhiteSpace(filter.Text) ? filter : filter with { Meant = [.. (await institutions.FindAsync(filter.Text.Trim(), Most, cancel)).Select(i => i.Code)] };
    }
}
