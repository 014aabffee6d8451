using Haochaping.Kernel.Facts;

namespace Haochaping.WorkOrders.Contracts;

/// <summary>已挂牌督办 — the authority put the order on its list.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Commitment of reason and demand.</param>
[Fact("order-listed", 1)]
public sealed record OrderListed(Guid CaseId, OrderFacts Order, DateTimeOffset At, string Reason) : IFact;

/// <summary>已摘牌 — the authority took the order off its list.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Commitment of what justifies it.</param>
[Fact("order-unlisted", 1)]
public sealed record OrderUnlisted(Guid CaseId, OrderFacts Order, DateTimeOffset At, string Reason) : IFact;
