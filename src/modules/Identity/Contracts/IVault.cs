using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;

namespace Haochaping.Identity.Contracts;

/// <summary>
/// 个人信息保险库 — names, certificates, phones and addresses, each person under a key of their own (ADR 0011). Everybody
/// else keeps tokens. There is no way to read without saying who reads, what for and about which case.
/// </summary>
public interface IVault
{
    /// <summary>
    /// The token a person has or would have; nothing is read or written. The same certificate gives the same token in the
    /// whole installation; without one the same phone does; without either the <paramref name="subject"/> (a case) does.
    /// </summary>
    PersonToken TokenOf(PersonalData person, Guid subject);

    /// <summary>号码标识 — a keyed hash of a phone, however it was written: the same phone gives the same mark, and nobody without the key can try numbers against it.</summary>
    Guid MarkOf(string phone);

    /// <summary>
    /// Adds persons to <paramref name="db"/>, to be saved with whatever is saved there: one query for the whole batch. A person known already
    /// keeps their token; what is given now overwrites, what is left out stays. Tokens come in the order of <paramref name="persons"/>.
    /// </summary>
    /// <remarks>
    /// Two transactions that meet the same new person at once collide on the primary key: the loser gets a <c>DbUpdateException</c>
    /// and tries again, as with any row of its own.
    /// </remarks>
    Task<IReadOnlyList<PersonToken>> SealAsync(AppDb db, IReadOnlyList<PersonToSeal> persons, CancellationToken cancel);

    /// <summary>
    /// The data of one person. The access record is committed first, in a transaction of its own: never call this inside an
    /// open write transaction. Refuses <c>person-unknown</c> (never sealed, or erased).
    /// </summary>
    Task<Result<PersonalData>> RevealAsync(PersonToken token, Actor by, Purpose purpose, Guid caseId, CancellationToken cancel);

    /// <summary>As <see cref="RevealAsync"/> for many, with one access record each; persons unknown or erased are missing from the answer.</summary>
    Task<IReadOnlyDictionary<PersonToken, PersonalData>> RevealManyAsync(
        IReadOnlyCollection<(PersonToken Token, Guid CaseId)> persons, Actor by, Purpose purpose, CancellationToken cancel);

    /// <summary>The masked form, for lists; needs no purpose and leaves no record. Persons unknown or erased are missing.</summary>
    Task<IReadOnlyDictionary<PersonToken, MaskedPerson>> MaskAsync(IReadOnlyCollection<PersonToken> tokens, CancellationToken cancel);

    /// <summary>
    /// Do these (at least four) characters end the person's certificate or phone? Compared in constant time; an unknown person is a “no”.
    /// The caller limits attempts.
    /// </summary>
    Task<bool> MatchesAsync(PersonToken token, ProofKind kind, string digits, CancellationToken cancel);

    /// <summary>Which of these persons have this phone; in no special order. The caller limits attempts.</summary>
    Task<IReadOnlyList<PersonToken>> WithPhoneAsync(IReadOnlyCollection<PersonToken> tokens, string phone, CancellationToken cancel);

    /// <summary>
    /// Destroys the person's key and data for good and notes the erasure. Facts keep their token and stay provable.
    /// True when there was something to erase. Saved at once.
    /// </summary>
    Task<bool> EraseAsync(PersonToken token, Actor by, string reason, CancellationToken cancel);
}

/// <summary>待入库个人信息 — a person to put into the vault.</summary>
/// <param name="Subject">What the token comes from when neither certificate nor phone is given: the case.</param>
/// <param name="Person">The data.</param>
public sealed record PersonToSeal(Guid Subject, PersonalData Person);

/// <summary>用途 — what personal data are read for. There is no “other”.</summary>
public enum Purpose
{
    /// <summary>发送评价邀请.</summary>
    Invitation,

    /// <summary>发送评价提醒.</summary>
    Reminder,

    /// <summary>告知整改进展.</summary>
    Progress,

    /// <summary>发送核验验证码.</summary>
    ProofCode,

    /// <summary>答复短信.</summary>
    Answer,

    /// <summary>核实差评: contact before rectification.</summary>
    Contact,

    /// <summary>满意度回访.</summary>
    SatisfactionVisit,

    /// <summary>核实评价和投诉: looking at the pictures that came with it.</summary>
    Verification,

    /// <summary>录入评价表: looking at the scan of a form.</summary>
    Entry,

    /// <summary>处理申诉.</summary>
    Appeal,

    /// <summary>向上级平台汇聚.</summary>
    Exchange,

    /// <summary>本人查询.</summary>
    OwnRequest,

    /// <summary>更正个人信息.</summary>
    Correction,

    /// <summary>监督检查.</summary>
    Inspection,
}

/// <summary>身份核验方式 — what a citizen proves themselves with.</summary>
public enum ProofKind
{
    /// <summary>Last characters of the certificate number.</summary>
    Certificate,

    /// <summary>Last digits of the phone.</summary>
    Phone,
}
