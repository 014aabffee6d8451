using System.Security.Claims;

namespace Haochaping.Cases.Contracts;

/// <summary>
/// 待办来源 — what of a module's rows waits for one person. The page of what waits for somebody lists it; this contract is the only way
/// onto it, so the room of that page need not know the rooms upstream.
/// </summary>
public interface IWaitingWork
{
    /// <summary>What waits for this person to act, nearest limit first. Few rows: whoever may have many pages by a query of their own.</summary>
    Task<IReadOnlyList<WaitingWork>> OfAsync(ClaimsPrincipal who, CancellationToken cancel);
}

/// <summary>待办 — one thing that waits for somebody; texts are written in the language of the page. Nothing about the rater.</summary>
/// <param name="Id">Tells things of the same limit apart.</param>
/// <param name="Kind">What it is: 整改工单, 申诉.</param>
/// <param name="Number">Its number.</param>
/// <param name="Item">事项.</param>
/// <param name="Unit">The unit it is about.</param>
/// <param name="Due">The first instant that is too late; null where no limit runs.</param>
/// <param name="Next">The act it waits for.</param>
/// <param name="Href">Where that act is done, without the path base.</param>
/// <param name="Explain">Where the limit is explained, without the path base.</param>
/// <param name="Provisional">The limit may still move.</param>
public sealed record WaitingWork(Guid Id, string Kind, string Number, string Item, string Unit, DateTimeOffset? Due, string Next, string Href, string? Explain = null, bool Provisional = false);
