using System.Text.Json;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>推演：工单 — holds every rating since a day against other rules: would it open an order, would that be overdue, would its extension have been granted.</summary>
internal sealed class WhatIfOfOrders(AppDb db, IDeadlines deadlines) : IWhatIf
{
    private const int PageSize = 500;

    private static readonly string Type = FactTypes.NameOf(typeof(EvaluationSubmitted));

    public Task<long> CountAsync(WhatIfQuestion question, CancellationToken cancel) => Since(question).LongCountAsync(cancel);

    public async Task ReplayAsync(WhatIfQuestion question, WhatIfTally tally, CancellationToken cancel)
    {
        var (lastCase, lastEntry) = (Guid.Empty, Guid.Empty);
        while (await PageAsync(question, lastCase, lastEntry, cancel) is { Count: > 0 } page)
        {
            var ratings = page.ConvertAll(e => JsonSerializer.Deserialize<Envelope<EvaluationSubmitted>>(e.Body, FactJson.Options)!.Fact)
                .FindAll(f => question.AppliesTo(f.Task.Place.Region));
            var keys = ratings.ConvertAll(f => OpenOrders.KeyOf(f.Task.TaskId));
            var orders = await db.Orders.AsNoTracking().Where(o => keys.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancel);
            ratings.ForEach(f => Compare(f, orders.GetValueOrDefault(OpenOrders.KeyOf(f.Task.TaskId)), question, tally));
            (lastCase, lastEntry) = (page[^1].CaseId, page[^1].EntryId);
            tally.Look(page.Count);
        }
    }

    private IQueryable<JournalEntry> Since(WhatIfQuestion question) =>
        db.Journal.AsNoTracking().Where(e => e.Type == Type && e.BusinessDate >= question.Since);

    private Task<List<JournalEntry>> PageAsync(WhatIfQuestion question, Guid lastCase, Guid lastEntry, CancellationToken cancel) => Since(question)
        .Where(e => e.CaseId.CompareTo(lastCase) > 0 || (e.CaseId == lastCase && e.EntryId.CompareTo(lastEntry) > 0))
        .OrderBy(e => e.CaseId).ThenBy(e => e.EntryId).Take(PageSize).ToListAsync(cancel);

    private void Compare(EvaluationSubmitted rated, Order? order, WhatIfQuestion question, WhatIfTally tally)
    {
        var (pack, number) = (question.Rules, rated.Task.Place.CaseNumber);
        var opens = Order.Opens(pack, pack.Form.IsNegative(rated.Level), rated.RealName);
        if (opens != order is not null)
        {
            tally.Differ(WhatIfKind.Order, number, order is null ? "不生成工单" : "生成工单", opens ? "生成工单" : "不生成工单");
        }

        if (order is not null && opens)
        {
            CompareClocks(order, question, tally);
            if (order.Extensions > (pack.Deadline.Extension.Allowed ? pack.Deadline.Extension.MaxCount : 0))
            {
                tally.Differ(WhatIfKind.Refusal, number, $"延期 {order.Extensions} 次", pack.Deadline.Extension.Allowed ? $"至多 {pack.Deadline.Extension.MaxCount} 次" : "不得延期");
            }
        }
    }

    // A limit that an extension moved stays where it was moved to: whether the extension stands is told apart.
    private void CompareClocks(Order order, WhatIfQuestion question, WhatIfTally tally)
    {
        var before = order.Clocks.Where(c => IsMissed(c, c.ExpiresAt, question.Now)).Select(c => c.Clock.Word()).Distinct().ToList();
        var after = order.Clocks.Where(c => IsMissed(c, Limit(c, question.Rules), question.Now)).Select(c => c.Clock.Word()).Distinct().ToList();
        if (!before.SequenceEqual(after))
        {
            tally.Differ(WhatIfKind.OverdueMark, order.CaseNumber, Said(before), Said(after));
        }
    }

    private DateTimeOffset Limit(OrderClock clock, RulePack rules) =>
        clock.FirstLastDay is not null ? clock.ExpiresAt : deadlines.Compute(rules, clock.Clock, clock.From).ExpiresAt;

    private static bool IsMissed(OrderClock clock, DateTimeOffset limit, DateTimeOffset now) => (clock.MetAt ?? now) >= limit;

    private static string Said(List<string> missed) => missed.Count == 0 ? "无超期" : $"超期：{string.Join("、", missed)}";
}
