namespace Haochaping.Appeals.Contracts;

/// <summary>申诉理由 — what the rating is said to be (江西 第十五条, 深圳 第二十二条).</summary>
public enum AppealGround
{
    /// <summary>误评: the rater slipped.</summary>
    Mistaken,

    /// <summary>恶意评价; always goes to the authority (C3).</summary>
    Malicious,

    /// <summary>不实评价.</summary>
    Untrue,
}

/// <summary>申诉范围 — what of a rating is contested, or not adopted in the end: adoption goes item by item (Q20).</summary>
/// <param name="Overall">总体评价: the rating as a whole.</param>
/// <param name="Person">个人记录: the figure of the person who served, where the overall grade stays (C16).</param>
/// <param name="Indicators">Names of the indicators.</param>
public sealed record AppealClaim(bool Overall, bool Person, IReadOnlyList<string> Indicators);
