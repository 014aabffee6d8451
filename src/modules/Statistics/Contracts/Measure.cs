namespace Haochaping.Statistics.Contracts;

/// <summary>
/// 计数项 — what is counted, each kept apart from the others. Everything counts on the day the service was completed
/// (办结日), so that a rate compares ratings with the very services they are about. Names are stored: never rename one.
/// </summary>
public enum Measure
{
    /// <summary>应评 — services whose applicant was invited.</summary>
    Invited,

    /// <summary>主动评价·非常不满意.</summary>
    Active1,

    /// <summary>主动评价·不满意.</summary>
    Active2,

    /// <summary>主动评价·基本满意.</summary>
    Active3,

    /// <summary>主动评价·满意.</summary>
    Active4,

    /// <summary>主动评价·非常满意.</summary>
    Active5,

    /// <summary>主动评价中的好评, by the pack that judged (C21).</summary>
    ActivePositive,

    /// <summary>差评, by the pack that judged.</summary>
    ActiveNegative,

    /// <summary>实名主动评价.</summary>
    RealName,

    /// <summary>不公开 — counted in all figures, never shown singly (Q11).</summary>
    Private,

    /// <summary>默认评价·非常不满意.</summary>
    Default1,

    /// <summary>默认评价·不满意.</summary>
    Default2,

    /// <summary>默认评价·基本满意.</summary>
    Default3,

    /// <summary>默认评价·满意.</summary>
    Default4,

    /// <summary>默认评价·非常满意.</summary>
    Default5,

    /// <summary>默认评价中的好评.</summary>
    DefaultPositive,

    /// <summary>已过期未评价 (Q52).</summary>
    Expired,

    /// <summary>工单. Orders count on the day of the rating they come from.</summary>
    Orders,

    /// <summary>应完成的工单 — handled, or past the unit's limit.</summary>
    OrdersDue,

    /// <summary>按期整改, in every round.</summary>
    OrdersOnTime,

    /// <summary>已办结.</summary>
    OrdersHandled,

    /// <summary>回访核实已联系上.</summary>
    OrdersContacted,

    /// <summary>回访核实未联系上, after the attempts on different days; shown apart (C1).</summary>
    OrdersUnreachable,

    /// <summary>满意度已回访.</summary>
    OrdersVisited,

    /// <summary>对整改满意.</summary>
    OrdersSatisfied,

    /// <summary>对整改不满意.</summary>
    OrdersUnsatisfied,

    /// <summary>实名差评应整改 — due, the unreachable left out: denominator of 江西's 回访整改率.</summary>
    RealNameDue,

    /// <summary>实名差评已回访并整改 — contacted, and rectified or explained: its numerator.</summary>
    RealNameRectified,

    /// <summary>实名差评已办结, the unreachable left out: denominator of 吉林's 回访率.</summary>
    RealNameHandled,

    /// <summary>实名差评已回访满意度: its numerator.</summary>
    RealNameVisited,

    /// <summary>不予采纳·非常不满意 — taken out of 应评 and 主动评价 on the original day by an upheld appeal (ADR 0010).</summary>
    NotAdopted1,

    /// <summary>不予采纳·不满意.</summary>
    NotAdopted2,

    /// <summary>不予采纳·基本满意.</summary>
    NotAdopted3,

    /// <summary>不予采纳·满意.</summary>
    NotAdopted4,

    /// <summary>不予采纳·非常满意.</summary>
    NotAdopted5,

    /// <summary>申诉 — filed, on the day of the service; once for a batch.</summary>
    Appeals,

    /// <summary>申诉成立, in whole or in part.</summary>
    AppealsUpheld,

    /// <summary>申诉不成立.</summary>
    AppealsRejected,
}
