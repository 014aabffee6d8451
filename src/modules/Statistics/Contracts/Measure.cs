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

    /// <summary>不予采纳 — ratings taken out of every other figure; the count itself is disclosed (海口 三（九）).</summary>
    NotAdopted,
}
