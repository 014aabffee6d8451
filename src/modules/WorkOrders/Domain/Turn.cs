using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>该谁办 — whose act an order waits for; a column, so that what waits for somebody is one indexed read.</summary>
internal enum Turn
{
    /// <summary>无: it is at its end.</summary>
    Nobody,

    /// <summary>转办: the desk that has it passes it on.</summary>
    Passing,

    /// <summary>承办: the desk that has it works on it.</summary>
    Handling,

    /// <summary>审核: the desk that has it looks at the result of another.</summary>
    Auditing,

    /// <summary>回访: who supervises asks the rater.</summary>
    Visit,

    /// <summary>承办方回访: the desk that has it asks, a county for its townships or where the place's document says so.</summary>
    UnitVisit,
}

/// <summary>该谁办 — follows from where an order stands and who has it.</summary>
internal static class Turns
{
    /// <summary>Whose act an order in this state waits for.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="isAtHandler">Whether the desk that has it handles it.</param>
    /// <param name="unitVisits">Whether that desk asks the rater in the end.</param>
    public static Turn Of(OrderState state, bool isAtHandler, bool unitVisits) => state switch
    {
        OrderState.Dispatched => isAtHandler ? Turn.Handling : Turn.Passing,
        OrderState.Accepted or OrderState.Rectifying or OrderState.Explaining => Turn.Handling,
        OrderState.Auditing => Turn.Auditing,
        OrderState.Handled => unitVisits ? Turn.UnitVisit : Turn.Visit,
        OrderState.Closed or OrderState.Voided => Turn.Nobody,
    };
}

internal sealed partial record Order
{
    /// <summary>Whether the pack has the unit itself ask the rater in the end.</summary>
    public bool IsVisitedByUnit { get; init; }

    /// <summary>Whose act it waits for; follows from the rest.</summary>
    public Turn Turn
    {
        get => Turns.Of(State, IsAtHandler, IsLedByCounty || IsVisitedByUnit);
        private init { } // the store writes the column back, and it says the same
    }

    /// <summary>The act it waits for, if it is this person's: the first that is owed, not one that is only allowed.</summary>
    public OrderAct? Next(Rules rules, Hand hand) => Possible(rules, hand)
        .Where(act => act is not (OrderAct.Shared or OrderAct.Released or OrderAct.Reminded or OrderAct.Urged or OrderAct.Listed or OrderAct.Unlisted or OrderAct.RaterSeen or OrderAct.Extended or OrderAct.Returned)
            && !(act == OrderAct.Contacted && (Contact is ContactResult.Reached or ContactResult.Unreachable)))
        .Select(act => (OrderAct?)act)
        .FirstOrDefault();
}
