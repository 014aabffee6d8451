using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;

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

/// <summary>已催办 — the desk that sent the order on asked the unit to hurry.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Text">Commitment of what was asked.</param>
[Fact("order-reminded", 1)]
public sealed record OrderReminded(Guid CaseId, OrderFacts Order, DateTimeOffset At, string Text) : IFact;

/// <summary>已约谈整改 — somebody talked with whoever is responsible for what was found true (深圳 第二十一条); a record, never a sanction.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="HeldOn">On which day it was held.</param>
/// <param name="Staff">Token of whom they talked to; null where nobody of the catalogue is named.</param>
/// <param name="Text">Commitment of who held it and what was agreed.</param>
[Fact("responsibility-talked", 1)]
public sealed record ResponsibilityTalked(Guid CaseId, OrderFacts Order, DateTimeOffset At, DateOnly HeldOn, Guid? Staff, string Text) : IFact;

/// <summary>已预警 — a limit comes near; told to the desk that has the order and, as a second step, to who supervises. Once per step and day of expiry.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="Step">Whom it is for.</param>
/// <param name="Clocks">Which limits end then.</param>
/// <param name="ExpiresAt">The first instant that is too late.</param>
/// <param name="At">When it was told.</param>
[Fact("order-warned", 1)]
public sealed record OrderWarned(Guid CaseId, OrderFacts Order, WarningStep Step, IReadOnlyList<Clock> Clocks, DateTimeOffset ExpiresAt, DateTimeOffset At) : IFact;

/// <summary>预警层级 — whom a warning is for.</summary>
public enum WarningStep
{
    /// <summary>承办: the desk that has the order.</summary>
    Handler,

    /// <summary>主管: who supervises it.</summary>
    Superior,
}
