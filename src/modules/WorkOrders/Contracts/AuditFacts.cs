using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Contracts;

/// <summary>结果已提交审核 — the unit returned its result; the limits are met, and nothing is told to the rater yet (广州 第三条).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="From">Code of the unit's desk.</param>
/// <param name="To">Code of the desk that audits.</param>
/// <param name="At">When; the unit is judged by this instant.</param>
/// <param name="Outcome">办理结果.</param>
/// <param name="Result">Commitment of the result.</param>
/// <param name="Reply">Commitment of the reply that is proposed.</param>
[Fact("result-submitted", 1)]
public sealed record ResultSubmitted(Guid CaseId, OrderFacts Order, string From, string To, DateTimeOffset At, OrderOutcome Outcome, string Result, string Reply) : INamesFiles
{
    /// <summary>佐证材料: SHA-256 of each file as it is kept; absent where there are none.</summary>
    public IReadOnlyList<string>? Evidence { get; init; }

    IReadOnlyList<string> INamesFiles.Files => Evidence ?? [];
}

/// <summary>结果已审核 — approved, or back to the unit with a reason and the same limits (广州 第三条).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="From">Code of the desk that audits.</param>
/// <param name="To">Code of the desk that has it again.</param>
/// <param name="At">When.</param>
/// <param name="Approved">审核通过, else 退回重办.</param>
/// <param name="Reason">Commitment of what was said; null where nothing was.</param>
[Fact("result-audited", 1)]
public sealed record ResultAudited(Guid CaseId, OrderFacts Order, string From, string To, DateTimeOffset At, bool Approved, string? Reason) : IFact;

/// <summary>结果已报备案 — the result of an order is for the upper level to review and file (广州 第三条, 通用 E3.2); Exchange delivers it.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="With">With whom.</param>
[Fact("result-filed", 1)]
public sealed record ResultFiled(Guid CaseId, OrderFacts Order, DateTimeOffset At, Party With) : IFact;
