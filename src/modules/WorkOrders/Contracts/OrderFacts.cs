using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Contracts;

/// <summary>工单要素 — what every fact about one order carries, so that nobody downstream asks back.</summary>
/// <param name="OrderId">Key of the order, derived from the task.</param>
/// <param name="Number">工单编号 as people read it; no promise of gapless counting.</param>
/// <param name="TaskId">The rating act it comes from, or the complaint.</param>
/// <param name="Kind">What was rated; null where a complaint opened it and no rating has joined.</param>
/// <param name="Place">Where, by whom, for what.</param>
/// <param name="Cases">How many cases the rating answers for.</param>
/// <param name="Level">The grade; null of a complaint.</param>
/// <param name="Channel">Channel code of the rating or complaint.</param>
/// <param name="RealName">The rater is known and proven: counts in the 100 % rate.</param>
/// <param name="Private">不公开: never shown singly in public.</param>
/// <param name="RatedOn">Business date of the rating: every figure about the order counts there.</param>
/// <param name="Pack">Rule-pack version that rules the order.</param>
/// <param name="Unit">承办单位: code of the institution that is to put it right.</param>
/// <param name="Owner">负责单位: code of who answers for the order; another body where the county leads (C2).</param>
public sealed record OrderFacts(
    Guid OrderId,
    string Number,
    Guid TaskId,
    SubjectKind? Kind,
    ServicePlace Place,
    int Cases,
    Level? Level,
    string Channel,
    bool RealName,
    bool Private,
    DateOnly RatedOn,
    string Pack,
    string Unit,
    string Owner);

/// <summary>时限要素 — one clock as it stood when the fact was left.</summary>
/// <param name="Clock">Which.</param>
/// <param name="Side">Whose.</param>
/// <param name="LastDay">Last day in time.</param>
/// <param name="Provisional">暂定: a calendar year was missing.</param>
public sealed record ClockFact(Clock Clock, ClockSide Side, DateOnly LastDay, bool Provisional);

/// <summary>时限变化 — one clock before and after a calendar change.</summary>
/// <param name="Clock">Which.</param>
/// <param name="Side">Whose.</param>
/// <param name="Round">In which round.</param>
/// <param name="Before">Last day before.</param>
/// <param name="LastDay">Last day now.</param>
/// <param name="Provisional">暂定 still.</param>
public sealed record ClockMove(Clock Clock, ClockSide Side, int Round, DateOnly Before, DateOnly LastDay, bool Provisional)
{
    /// <summary>What the trace says of it.</summary>
    public string Told(string notice) => $"原为 {Before:yyyy-MM-dd}，依据{notice}";
}
