using Haochaping.Cases.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Facts;

namespace Haochaping.Evaluations.Contracts;

/// <summary>投诉类别 — what a complaint is about; the causes by which complaints are looked at (GEN-K4).</summary>
public enum ComplaintKind
{
    /// <summary>服务态度.</summary>
    Attitude,

    /// <summary>办理超时、拖延.</summary>
    Delay,

    /// <summary>推诿、拒绝办理.</summary>
    Refusal,

    /// <summary>材料、流程不合理.</summary>
    Procedure,

    /// <summary>违规收费.</summary>
    Fees,

    /// <summary>设施、环境.</summary>
    Facilities,

    /// <summary>网上平台、系统故障.</summary>
    Platform,

    /// <summary>违规违纪.</summary>
    Misconduct,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>
/// 投诉已登记 — a citizen's word beside a rating or without one (江西 第十五条). It is no rating and counts in none; text, stated number
/// and phone stand in erasable rows.
/// </summary>
/// <param name="CaseId">The (lead) case; of a complaint without a case its own key.</param>
/// <param name="ComplaintId">Key of the complaint.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Place">Whom it is about; without a case only the institution.</param>
/// <param name="Pack">Rule-pack version of the place on that day.</param>
/// <param name="TextCommitment">Salted commitment of what was written.</param>
/// <param name="Channel">Channel code as the pack spells it.</param>
/// <param name="OwnCase">The case is vouched for by a link, a receipt code or a business system; false where somebody typed its number, or named none.</param>
/// <param name="Complainant">Token of who complains; null where they stay anonymous.</param>
/// <param name="ReceivedAt">When it arrived.</param>
[Fact("complaint-filed", 1)]
public sealed record ComplaintFiled(
    Guid CaseId,
    Guid ComplaintId,
    ComplaintKind Kind,
    ServicePlace Place,
    string Pack,
    string TextCommitment,
    string Channel,
    bool OwnCase,
    Guid? Complainant,
    DateTimeOffset ReceivedAt) : INamesFiles
{
    /// <summary>图片: SHA-256 in hex of each that came with it.</summary>
    public IReadOnlyList<string>? Pictures { get; init; }

    IReadOnlyList<string> INamesFiles.Files => Pictures ?? [];
}

/// <summary>投诉内容 — a complaint for whoever handles it; nothing of the person behind it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">What was written; null where only the discipline channel reads it.</param>
/// <param name="StatedNumber">办件编号 as it was typed.</param>
/// <param name="OwnCase">The case is vouched for.</param>
/// <param name="ReceivedAt">When it arrived.</param>
public sealed record ComplaintSaid(ComplaintKind Kind, string? Text, string? StatedNumber, bool OwnCase, DateTimeOffset ReceivedAt);
