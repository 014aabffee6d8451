namespace Haochaping.Catalog.Contracts;

/// <summary>办结类型 — how an item is completed (吉林 第八条（三）).</summary>
public enum CompletionKind
{
    /// <summary>未注明.</summary>
    Unstated,

    /// <summary>当场办结（即办件）.</summary>
    OnTheSpot,

    /// <summary>一次办结.</summary>
    OneVisit,

    /// <summary>限时办结（承诺件）.</summary>
    TimeLimited,
}

/// <summary>政务服务事项 — one item, or one 业务办理项 of a main item, as the catalogue knows it on a day.</summary>
/// <param name="Code">实施编码 exactly as the source wrote it (31 or 33 characters, or a local form).</param>
/// <param name="Name">Chinese name.</param>
/// <param name="ItemType">Two digits of GB/T 39046 A.1 (01 许可 … 20 公共服务); empty where unknown.</param>
/// <param name="InstitutionCode">实施主体.</param>
/// <param name="RegionCode">12 digits.</param>
/// <param name="MainName">主项名称; empty where the item stands for itself.</param>
/// <param name="Completion">How it is completed.</param>
/// <param name="Labels">Directory labels: 马上办, 一网通办, 最多跑一次 ….</param>
/// <param name="Stages">环节 in order; the stage number is the position, counted from 1.</param>
/// <param name="Questions">问询项目 as written, see <see cref="ServiceQuestion"/>; none where the rule pack's apply.</param>
/// <param name="RatingEnabled">Is the item connected to the rating system (江西 第九条)?</param>
/// <param name="ClosedOn">First day on which it no longer counts; null while it does.</param>
public sealed record ItemInfo(
    string Code,
    string Name,
    string ItemType,
    string InstitutionCode,
    string RegionCode,
    string MainName,
    CompletionKind Completion,
    IReadOnlyList<string> Labels,
    IReadOnlyList<string> Stages,
    IReadOnlyList<string> Questions,
    bool RatingEnabled,
    DateOnly? ClosedOn);
