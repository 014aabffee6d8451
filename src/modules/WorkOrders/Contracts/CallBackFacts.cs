using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Contracts;

/// <summary>
/// 抽样回访已公告 — the authority has said of which orders it will call raters back at random, and how many, before anybody can know which.
/// The seed is bound by its commitment; it is told when the draw is made.
/// </summary>
/// <param name="Draw">The draw.</param>
/// <param name="Region">12-digit division code; the place and all below.</param>
/// <param name="From">First day on which an order was handled.</param>
/// <param name="To">Last day; not past when it is announced.</param>
/// <param name="Size">How many are drawn, or all where there are fewer.</param>
/// <param name="Commitment">SHA-256 of the seed, hex.</param>
[Fact("call-back-draw-announced", 1)]
public sealed record CallBackDrawAnnounced(Guid Draw, string Region, DateOnly From, DateOnly To, int Size, string Commitment) : IFact
{
    /// <summary>The draw itself: it belongs to no case.</summary>
    public Guid CaseId => Draw;
}

/// <summary>
/// 回访样本已抽取 — made from seed and log together, so that neither who knows the seed nor who writes the last facts chooses. Anyone with the log
/// draws again: of all orders with an <c>order-handled</c> of those days among the first <paramref name="TreeSize"/> entries, without voided ones,
/// those with the smallest SHA-256(seed ‖ root ‖ order).
/// </summary>
/// <param name="Draw">The draw.</param>
/// <param name="Seed">32 bytes, hex.</param>
/// <param name="TreeSize">Size of the log it was drawn from.</param>
/// <param name="Root">Its root, base64.</param>
/// <param name="Population">How many there were to draw from.</param>
/// <param name="Orders">Which were drawn, in this order.</param>
[Fact("call-backs-drawn", 1)]
public sealed record CallBacksDrawn(Guid Draw, string Seed, long TreeSize, string Root, int Population, IReadOnlyList<Guid> Orders) : IFact
{
    /// <summary>The draw itself.</summary>
    public Guid CaseId => Draw;
}

/// <summary>已抽样回访 — what a rater said to the authority, apart from whatever the order says.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Draw">The draw.</param>
/// <param name="Order">The order.</param>
/// <param name="Result">Reached, or not.</param>
/// <param name="WasCalled">Whether the rater had been called by the unit at all, as they say; null where they were not reached.</param>
/// <param name="Satisfaction">The grade for the rectification, where the rater gave one.</param>
/// <param name="At">When.</param>
[Fact("called-back", 1)]
public sealed record CalledBack(Guid CaseId, Guid Draw, OrderFacts Order, ContactResult Result, bool? WasCalled, Level? Satisfaction, DateTimeOffset At) : IFact;
