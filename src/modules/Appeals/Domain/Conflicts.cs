namespace Haochaping.Appeals.Domain;

/// <summary>利益冲突 — why somebody may not review an appeal; computed, never declared.</summary>
internal enum Conflict
{
    /// <summary>被评价人: their account is that of the person who served, or they have appealed as that person.</summary>
    RatedPerson,

    /// <summary>同一单位: their office was rated.</summary>
    SameOffice,

    /// <summary>经办过: the journal of the case knows an earlier act of theirs — filing, an order, an earlier opinion.</summary>
    Acted,
}

/// <summary>涉事情况 — what is known of somebody and a case.</summary>
/// <param name="HasActed">A fact about the case was left by them.</param>
/// <param name="IsRatedPerson">They have appealed as the same person who served.</param>
/// <param name="Office">Where the catalogue has them at work, if their account says who they are.</param>
internal readonly record struct Involvement(bool HasActed, bool IsRatedPerson, string? Office = null);

internal sealed partial record Appeal
{
    /// <summary>Every reason why somebody may not review it; none is needed for a no but one.</summary>
    public IReadOnlyList<Conflict> ConflictsOf(Rules rules, Hand hand, Involvement involved)
    {
        (Conflict Conflict, bool Holds)[] all =
        [
            (Conflict.RatedPerson, involved.IsRatedPerson || hand.Scope.Is(Staff)),
            (Conflict.SameOffice, hand.Scope.Institutions.Concat(involved.Office is { } office ? [office] : []).Any(code => IsRated(code) && !(IsPersonnelDesk(rules) && code == PersonnelUnit))),
            (Conflict.Acted, involved.HasActed),
        ];
        return [.. all.Where(c => c.Holds).Select(c => c.Conflict)];
    }

    private bool IsRated(string institution) => institution == Institution || institution == Handling;
}
