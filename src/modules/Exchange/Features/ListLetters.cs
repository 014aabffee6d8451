using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Storage;
using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Exchange.Features;

/// <summary>对接台 — one page of letters, what waits for a person first, and for each partner what was written, what arrived and what was answered.</summary>
internal sealed class ListLetters(AppDb db, Partners partners)
{
    public const int PageSize = 20;

    public async Task<LetterList> RunAsync(string? partner, LetterState? state, int page, CancellationToken cancel)
    {
        var chosen = db.Letters.AsNoTracking().Where(l => (partner == null || l.Partner == partner) && (state == null || l.State == state));
        var rows = await chosen.OrderByDescending(l => l.State == LetterState.Failed || (l.State == LetterState.Refused && l.SettledAt == null)).ThenByDescending(l => l.DueAt).ThenBy(l => l.Id)
            .Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        return new(rows, await chosen.CountAsync(cancel), await BalancesAsync(cancel));
    }

    /// <summary>How many wait for a person.</summary>
    public static Task<int> OddAsync(AppDb db, CancellationToken cancel) => db.OddLetters().CountAsync(cancel);

    private async Task<IReadOnlyList<Balance>> BalancesAsync(CancellationToken cancel)
    {
        var counts = await db.Letters.GroupBy(l => new { l.Partner, l.Direction, l.State }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var sent = await OrdersAsync(db.Letters.Where(l => l.Direction == Direction.Out && l.Sequence == 0), cancel);
        var taken = await OrdersAsync(db.Letters.Where(l => l.Direction == Direction.In && l.Sequence == 0 && l.State == LetterState.Applied), cancel);
        var answered = await OrdersAsync(db.Letters.Where(l => l.Act == OrderWordKind.Handled && (l.State == LetterState.Applied || l.State == LetterState.Delivered)), cancel);
        return
        [
            .. partners.All.Select(p => p.Name).Union(counts.Select(c => c.Key.Partner)).Order(StringComparer.Ordinal).Select(name => new Balance(
                name, partners.Find(name)?.Url is not null, sent.GetValueOrDefault(name), taken.GetValueOrDefault(name), answered.GetValueOrDefault(name),
                counts.Where(c => c.Key.Partner == name && c.Key.Direction == Direction.Out).ToDictionary(c => c.Key.State, c => c.Count),
                counts.Where(c => c.Key.Partner == name && c.Key.Direction == Direction.In).ToDictionary(c => c.Key.State, c => c.Count))),
        ];
    }

    private static Task<Dictionary<string, int>> OrdersAsync(IQueryable<Letter> letters, CancellationToken cancel) =>
        letters.GroupBy(l => l.Partner).Select(g => new { g.Key, Count = g.Select(l => l.Number).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
}

/// <summary>对接页内容 — what the page shows.</summary>
internal sealed record LetterList(IReadOnlyList<Letter> Rows, int Total, IReadOnlyList<Balance> Partners);

/// <summary>往来平衡 — one partner: orders sent, taken and answered, and letters each way by state.</summary>
internal sealed record Balance(string Partner, bool HasUrl, int Sent, int Taken, int Answered, IReadOnlyDictionary<LetterState, int> Out, IReadOnlyDictionary<LetterState, int> In);
