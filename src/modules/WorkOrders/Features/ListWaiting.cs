using System.Security.Claims;
using Haochaping.Cases.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>我的待办 — what waits for one person, nearest limit first: orders by their index, and what the rooms upstream name.</summary>
internal sealed class ListWaiting(AppDb db, OrderDesk desk, Hands hands, IEnumerable<IWaitingWork> others, Words words, TimeProvider clock)
{
    public const int PageSize = 20;

    // More than the badge shows: nobody counts further for a badge.
    private const int Badge = 100;

    // No limit runs: behind everything that has one. The last millisecond a page key can hold.
    private static readonly DateTimeOffset Never = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_999);

    public async Task<Result<WaitingPage>> RunAsync(WaitingFilter filter, ClaimsPrincipal who, CancellationToken cancel)
    {
        if (filter.Complaint() is { } refusal)
        {
            return refusal;
        }

        var (now, hand) = (clock.Now(), await hands.OfAsync(who));
        var spans = Spans.At(now);
        List<WaitingWork> elsewhere = [];
        foreach (var source in others)
        {
            elsewhere.AddRange(await source.OfAsync(who, cancel));
        }

        var orders = db.Orders.AsNoTracking().WaitingFor(hand, db.WarnedOrders(WarningStep.Superior));
        var counts = await CountAsync(orders, spans, cancel);
        var (from, until) = spans.Of(filter.Span);
        var rows = await Behind(Within(orders, from, until), filter.After).OrderBy(o => o.Due == null).ThenBy(o => o.Due).ThenBy(o => o.Id).Take(PageSize + 1).ToListAsync(cancel);
        var ids = rows.ConvertAll(o => o.Id);
        var warned = (await db.WarnedOrders().Where(o => ids.Contains(o.Id)).Select(o => o.Id).ToListAsync(cancel)).ToHashSet();
        var all = rows.Select(o => Of(o, hand, warned.Contains(o.Id)))
            .Concat(elsewhere.Where(w => KeyOf(w).At > from && KeyOf(w).At <= until && (filter.After is not { } last || IsBehind(KeyOf(w), last))))
            .OrderBy(w => KeyOf(w).At).ThenBy(w => w.Id).ToList();
        var page = all.Take(PageSize).ToList();
        return new WaitingPage(
            [.. page.GroupBy(w => spans.SpanOf(KeyOf(w).At)).Select(g => new WaitingGroup(g.Key, [.. g]))],
            elsewhere.GroupBy(w => spans.SpanOf(KeyOf(w).At)).Aggregate(counts, (sum, g) => sum.Plus(g.Key, g.Count())),
            all.Count > page.Count ? KeyOf(page[^1]) : null,
            now);
    }

    /// <summary>How many orders wait, as far as the menu's badge counts.</summary>
    public async Task<int> CountAsync(ClaimsPrincipal who, CancellationToken cancel) =>
        await db.Orders.WaitingFor(await hands.OfAsync(who), db.WarnedOrders(WarningStep.Superior)).Take(Badge).CountAsync(cancel);

    private static async Task<WaitingCounts> CountAsync(IQueryable<Order> orders, Spans spans, CancellationToken cancel)
    {
        var (now, today, week) = (spans.Now, spans.Today, spans.Week);
        var found = await orders.GroupBy(_ => 1)
            .Select(g => new { All = g.Count(), Overdue = g.Count(o => o.Due <= now), Today = g.Count(o => o.Due <= today), Week = g.Count(o => o.Due <= week) })
            .SingleOrDefaultAsync(cancel);
        return found is null ? new(0, 0, 0, 0) : new(found.Overdue, found.Today - found.Overdue, found.Week - found.Today, found.All - found.Week);
    }

    private static IQueryable<Order> Within(IQueryable<Order> orders, DateTimeOffset from, DateTimeOffset until)
    {
        orders = from == DateTimeOffset.MinValue ? orders : orders.Where(o => o.Due == null || o.Due > from);
        return until == DateTimeOffset.MaxValue ? orders : orders.Where(o => o.Due <= until);
    }

    private static IQueryable<Order> Behind(IQueryable<Order> orders, PageKey? last) =>
        last is null ? orders
        : last.At == Never ? orders.Where(o => o.Due == null && o.Id.CompareTo(last.Id) > 0)
        : orders.Where(o => o.Due == null || o.Due > last.At || (o.Due == last.At && o.Id.CompareTo(last.Id) > 0));

    private static PageKey KeyOf(WaitingWork work) => new(work.Due ?? Never, work.Id);

    private static bool IsBehind(PageKey key, PageKey last) => key.At > last.At || (key.At == last.At && key.Id.CompareTo(last.Id) > 0);

    // Whoever supervises has nothing to do with an order that comes near its limit but to urge.
    private WaitingWork Of(Order order, Hand hand, bool isWarned)
    {
        var (line, rules) = (OrderLine.Of(order), desk.RulesOf(order));
        var next = order.Next(rules, hand) ?? (order.Possible(rules, hand).Contains(OrderAct.Urged) ? OrderAct.Urged : null);
        return new(
            order.Id, words[isWarned ? Words.Key("整改工单（期限将到）") : "整改工单"], order.Number, line.Item, line.Unit, order.Due, words[next is { } act ? Named.Word(act) : Named.Word(order.State)],
            $"/console/orders/{order.Id}" + (next is null ? "" : $"?act={next}#act-{next}"),
            line.Nearest is { } nearest ? ExplainLink.For(PackRef.Parse(line.Pack), nearest.Clock, nearest.From.BusinessDate()) : null,
            line.Nearest is { Provisional: true });
    }
}

/// <summary>One page of what waits, the spans that have any in it, and how much waits in each span altogether.</summary>
internal sealed record WaitingPage(IReadOnlyList<WaitingGroup> Groups, WaitingCounts Counts, PageKey? Next, DateTimeOffset AsOf);

/// <summary>What waits within one span.</summary>
internal sealed record WaitingGroup(DueSpan Span, IReadOnlyList<WaitingWork> Items);
