using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Ui;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Collected;

/// <summary>随报评价列表 — ratings that came with cases and wait or were not adopted, the latest first; the business system that sent one is told the same.</summary>
internal sealed class ListCollected(AppDb db)
{
    public async Task<CollectedOnPage> RunAsync(CollectedFilter filter, StaffScope scope, CancellationToken cancel)
    {
        // Where it was stands inside the place, which no store can search alike: read on until a page is full.
        List<CollectedRow> page = [];
        var rows = filter.Of(db.Collected.AsNoTracking()).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancel))
        {
            if (!filter.Fits(row.Place) || !scope.Covers(row.Place.Institution, row.Place.Region))
            {
                continue;
            }

            if (page.Count >= CollectedFilter.PageSize && page[^1].CaseId != row.CaseId)
            {
                return new(page, new PageKey(page[^1].ReceivedAt, page[^1].CaseId));
            }

            page.Add(row);
        }

        return new(page, null);
    }
}

/// <summary>筛选 — as it stands in the address.</summary>
/// <param name="State">One state; null is what waits or was refused.</param>
/// <param name="Unit">Institution code.</param>
/// <param name="Number">A whole 办件编号.</param>
/// <param name="After">Where the page begins; null is the first page.</param>
internal sealed record CollectedFilter(string? State, string? Unit, string? Number, PageKey? After)
{
    public const int PageSize = 20;

    /// <summary>States the page can show: what is recorded stands among the tasks.</summary>
    public static IReadOnlyList<RatingState> States { get; } = [RatingState.Waiting, RatingState.Refused, RatingState.AlreadyAnswered];

    public RatingState? OneState => Enum.TryParse<RatingState>(State, ignoreCase: true, out var state) && States.Contains(state) ? state : null;

    public IQueryable<CollectedRow> Of(IQueryable<CollectedRow> rows)
    {
        rows = OneState is { } state ? rows.Where(c => c.State == state) : rows.Where(c => c.State == RatingState.Waiting || c.State == RatingState.Refused);
        rows = After is not { } last ? rows : rows.Where(c => c.ReceivedAt < last.At || (c.ReceivedAt == last.At && c.CaseId.CompareTo(last.Id) < 0));
        return rows.OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.CaseId).ThenBy(c => c.ServiceNumber);
    }

    public bool Fits(ServicePlace place) => (Unit is null || place.Institution == Unit) && (Number is null || place.CaseNumber == Number);
}

/// <summary>One page of collected ratings.</summary>
internal sealed record CollectedOnPage(IReadOnlyList<CollectedRow> Items, PageKey? Next);
