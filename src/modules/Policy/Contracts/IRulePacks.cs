using Haochaping.Kernel;

namespace Haochaping.Policy.Contracts;

/// <summary>规则包目录 — which rules hold where and when. Reads never block; <see cref="ReloadAsync"/> swaps one reference.</summary>
public interface IRulePacks
{
    /// <summary>Every pack of the running set, drafts included, by id and effective date.</summary>
    IReadOnlyList<RulePack> All { get; }

    /// <summary>
    /// The pack that rules a region on a date: the longest prefix of <c>Policy:Places</c>, else <c>Policy:Default</c>.
    /// Where that pack is a draft, not yet in force or expired, ND with a banner that says so.
    /// </summary>
    /// <param name="regionCode">12 digits; any shorter prefix works too.</param>
    /// <param name="date">Civil date in house time: completion for a rating, creation for an order .</param>
    RulePack For(string regionCode, DateOnly date);

    /// <summary>The very version that judged; throws when neither the running set nor the archive holds it.</summary>
    RulePack Get(PackRef reference);

    /// <summary>The same, or null when nobody holds it: for references that come from outside.</summary>
    RulePack? Find(PackRef reference);

    /// <summary>The version of a pack in force on a date, else its newest, draft or not; null when there is no such pack.</summary>
    RulePack? Find(string packId, DateOnly date);

    /// <summary>Why the files as they lie there now were refused when they were last read; null while what they say runs.</summary>
    Refusal? Refused { get; }

    /// <summary>校验 — reads all files without letting them rule: the packs they make, or every complaint.</summary>
    Result<IReadOnlyList<RulePack>> Check();

    /// <summary>
    /// 启用 — the first reload, once: the files are read at once, the archive is asked when <paramref name="store"/> is done, so that a start
    /// opens the store meanwhile. Every later call gets the same answer.
    /// </summary>
    Task<Result<Done>> OpenAsync(Task store, CancellationToken cancel);

    /// <summary>
    /// Reads all files again. On any complaint the old set stays and the refusal lists every complaint
    /// (field = file, line and key).
    /// </summary>
    Task<Result<Done>> ReloadAsync(CancellationToken cancel);
}
