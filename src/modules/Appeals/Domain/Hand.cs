using Haochaping.Appeals.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;

namespace Haochaping.Appeals.Domain;

/// <summary>经办人 — who acts on appeals, with powers and rows.</summary>
/// <param name="By">Token.</param>
/// <param name="Scope">Rows.</param>
/// <param name="Handles">承办.</param>
/// <param name="Supervises">主管.</param>
internal sealed record Hand(Actor By, StaffScope Scope, bool Handles, bool Supervises);

/// <summary>操作权限 — what one needs to do something with an appeal.</summary>
internal enum Right
{
    /// <summary>查看.</summary>
    See,

    /// <summary>撤回: who filed it.</summary>
    Withdraw,

    /// <summary>所在部门转交.</summary>
    Endorse,

    /// <summary>提出复核意见.</summary>
    Propose,

    /// <summary>决定.</summary>
    Decide,

    /// <summary>抽查.</summary>
    Reaudit,

    /// <summary>佐证材料: whoever sees the appeal and hears or was rated, not whoever only looks on.</summary>
    Evidence,
}

internal sealed partial record Appeal
{
    /// <summary>Who was rated, their unit, its personnel unit, the desk, and whoever is responsible for their regions.</summary>
    public bool IsSeenBy(StaffScope scope) =>
        scope.Covers(Institution, Region, staff: Staff) || scope.Covers(Handling, null) || scope.Covers(PersonnelUnit, null) || scope.Covers(DeskCode, DeskRegion);

    /// <summary>Whether the role is theirs; whether they are in conflict is another question.</summary>
    public bool May(Right right, Rules rules, Hand hand)
    {
        // Where the person's own unit confirms, its supervisor is not the authority; where a line has the appeal, the region's is not (Q45).
        var isAuthority = hand.Supervises && (
            IsPersonnelDesk(rules) ? hand.Scope.Covers(null, Region) && !hand.Scope.Institutions.Contains(PersonnelUnit ?? "")
            : DeskCode.Length > 0 ? hand.Scope.Covers(DeskCode, DeskRegion)
            : hand.Scope.Covers(null, Region));
        var isPersonnel = (hand.Handles || hand.Supervises) && PersonnelUnit is { } unit && hand.Scope.Institutions.Contains(unit);
        var isVerifier = hand.Handles && hand.Scope.Covers(Institution, Region);
        return right switch
        {
            Right.See => IsSeenBy(hand.Scope),
            Right.Withdraw => hand.By.ToString() == FiledBy,
            Right.Endorse => hand.Handles && hand.Scope.Institutions.Contains(Institution) && hand.By.ToString() != FiledBy,
            Right.Propose => IsPersonnelDesk(rules) ? isPersonnel : isAuthority || (IsVerifiersWord(rules) && isVerifier),
            // 恶意 always goes to the authority (C3); else the second person may be of the personnel unit as well.
            Right.Decide => isAuthority || (IsPersonnelDesk(rules) && isPersonnel && !(About.Ground == AppealGround.Malicious && rules.Pack.Fraud.MaliciousConfirmedBy != Party.PersonnelUnit)),
            Right.Reaudit => isAuthority,
            Right.Evidence => IsSeenBy(hand.Scope) && (hand.Handles || hand.Supervises || hand.Scope.Is(Staff) || hand.By.ToString() == FiledBy),
        };
    }

    /// <summary>What somebody can do with it now, as the verbs of the API.</summary>
    public IReadOnlyList<string> Possible(Rules rules, Hand hand, IReadOnlyList<Conflict> conflicts)
    {
        (string Verb, Right Right, bool Fits)[] acts =
        [
            ("endorse", Right.Endorse, State == AppealState.Filed),
            ("propose", Right.Propose, State == AppealState.Reviewing && conflicts.Count == 0),
            ("decide", Right.Decide, State == AppealState.Proposed && conflicts.Count == 0),
            ("reaudit", Right.Reaudit, State == AppealState.Upheld && Drawn && Reaudited is null && conflicts.Count == 0),
            ("withdraw", Right.Withdraw, IsOpen),
        ];
        return [.. acts.Where(a => a.Fits && May(a.Right, rules, hand)).Select(a => a.Verb)];
    }

    /// <summary>Whether reviewing is somebody's role, so that a conflict is worth telling them.</summary>
    public bool Reviews(Rules rules, Hand hand) => IsOpen && (May(Right.Propose, rules, hand) || May(Right.Decide, rules, hand));

    /// <summary>人员管理单位 confirms here (深圳 第二十二条).</summary>
    private static bool IsPersonnelDesk(Rules rules) => rules.Pack.Appeal.ConfirmedBy == Party.PersonnelUnit;

    // The verifier decides on a slip that the rater confirmed, unless the authority is to confirm it too (C3).
    private bool IsVerifiersWord(Rules rules) => IsFast && rules.Pack.Fraud is { AuthorityConfirmsMistaken: false, MistakenDecidedBy: Party.Verifier };
}
