using Haochaping.Appeals.Contracts;
using Haochaping.Policy.Contracts;

namespace Haochaping.Appeals.Domain;

/// <summary>复核意见 — what the first person found.</summary>
/// <param name="Uphold">成立.</param>
/// <param name="Adopted">Which of the contested items are then not adopted; all of them where nothing is named.</param>
/// <param name="Method">核实方式.</param>
/// <param name="Cause">原因归属.</param>
/// <param name="Finding">核实情况和证据.</param>
internal sealed record Opinion(bool? Uphold, IReadOnlyList<string>? Adopted, EvidenceMethod? Method, CauseKind? Cause, string? Finding);

internal sealed partial record Appeal
{
    /// <summary>
    /// 提出复核意见 — the first of two people. A slip that the rater has confirmed needs no second: the appellant's unit and the reviewer
    /// are two already (C3) — but not where the person's own unit confirms and the authority is to confirm a slip too (Q22).
    /// </summary>
    public Result<Appeal> Propose(Rules rules, Opinion opinion, DateTimeOffset now)
    {
        if (State != AppealState.Reviewing)
        {
            return No.State(this, "提出复核意见");
        }

        var (appeal, claim) = (rules.Pack.Appeal, About.Claim);
        var strangers = (opinion.Adopted ?? []).Except(Items(claim)).ToList();
        if (No.Missing(
            rules.Article("appeal.evidence_methods"),
            No.Unless(opinion.Uphold is not null, "uphold", "uphold-missing", "请选择申诉是否成立。"),
            No.Unless(opinion.Method is { } method && (appeal.EvidenceMethods.Count == 0 || appeal.EvidenceMethods.Contains(method)), "method", "method-missing", "请选择本地规则允许的核实方式。"),
            No.Unless(strangers.Count == 0, "adopted", "adopted-unknown", $"没有对{string.Join("、", strangers)}提出申诉。"),
            No.Unless(opinion.Uphold != true || !claim.Person || opinion.Cause == CauseKind.Staff, "cause", "cause-not-staff", "只有原因归属为人员的，才能不计入个人记录。"),
            No.Text("finding", "finding-missing", opinion.Finding, "请写明核实情况和证据。")) is { } refusal)
        {
            return refusal;
        }

        var next = this with
        {
            State = AppealState.Proposed,
            Uphold = opinion.Uphold,
            Adopted = opinion.Uphold == true ? Adoption(rules, opinion) : new(false, false, []),
            Method = opinion.Method,
            Cause = opinion.Cause,
        };
        return opinion.Uphold == true && NeedsNoSecond(About, Slip, rules.Pack) ? next.End(now) : next.Timed();
    }

    /// <summary>快速通道 — whether one person can uphold it.</summary>
    public static bool NeedsNoSecond(AppealFacts about, SlipConfirmation? slip, RulePack pack) =>
        about.Ground == AppealGround.Mistaken && slip is not null && !(pack.Appeal.ConfirmedBy == Party.PersonnelUnit && pack.Fraud.AuthorityConfirmsMistaken);

    /// <summary>决定 — the second person agrees, or gives it back: then two others look anew.</summary>
    public Result<Appeal> Decide(bool? agrees, string? reason, DateTimeOffset now) =>
        State != AppealState.Proposed ? No.State(this, "决定")
        : No.Missing(
            null, No.Unless(agrees is not null, "agrees", "agrees-missing", "请选择是否同意复核意见。"),
            No.Text("reason", "reason-missing", reason, "请写明理由。")) is { } refusal ? refusal
        : agrees == true ? End(now)
        : (this with { State = AppealState.Reviewing, Uphold = null, Adopted = null, Method = null, Cause = null }).Timed();

    /// <summary>抽查 — a third person looks at an upheld appeal that was drawn.</summary>
    public Result<Appeal> Reaudit(bool? confirmed, string? finding) =>
        State != AppealState.Upheld || !Drawn || Reaudited is not null ? No.State(this, "抽查")
        : No.Missing(
            null, No.Unless(confirmed is not null, "confirmed", "confirmed-missing", "请选择抽查结论。"),
            No.Text("finding", "finding-missing", finding, "请写明抽查情况。")) is { } refusal ? refusal
        : this with { Reaudited = confirmed };

    /// <summary>按期 — within the pack's limit.</summary>
    public bool WasInTime => EndedAt is { } at && IsInTime(at);

    /// <summary>The contested items as forms spell them.</summary>
    public static IReadOnlyList<string> Items(AppealClaim claim) =>
        [.. claim.Overall ? [Contestable.Overall] : Array.Empty<string>(), .. claim.Person ? [Contestable.Person] : Array.Empty<string>(), .. claim.Indicators];

    private Appeal End(DateTimeOffset now) => (this with { State = Uphold == true ? AppealState.Upheld : AppealState.Rejected, EndedAt = now }).Timed();

    // What falls with it: the person's record goes with the whole rating, with an indicator about them, and where verification finds the cause there (C16).
    private AppealClaim Adoption(Rules rules, Opinion opinion)
    {
        var items = opinion.Adopted is { Count: > 0 } named ? named : Items(About.Claim);
        IReadOnlyList<string> indicators = [.. About.Claim.Indicators.Intersect(items)];
        var overall = items.Contains(Contestable.Overall);
        var person = overall || indicators.Intersect(rules.Pack.Form.Indicators.Staff).Any()
            || (opinion.Cause == CauseKind.Staff && rules.Pack.Appeal.StaffCauseClearsPerson);
        return new(overall, person, indicators);
    }
}
