using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.Statistics.Domain;

/// <summary>
/// 工单计数 — what is known of one order so far, and therefore where it counts. A fact changes this; the cube takes the
/// difference between the measures before and after.
/// </summary>
internal sealed record OrderCount
{
    /// <summary>A complaint opened it and no negative rating has joined: then it is in no figure (Q48).</summary>
    public bool Unrated { get; init; }

    public required bool RealName { get; init; }

    /// <summary>Handled and not reopened since.</summary>
    public bool Handled { get; init; }

    /// <summary>Whether every handling so far was in time; null before the first.</summary>
    public bool? OnTime { get; init; }

    /// <summary>The unit's limit for rectification has passed in this round.</summary>
    public bool Overdue { get; init; }

    public ContactResult? Contact { get; init; }

    public VisitResult? Visit { get; init; }

    public bool? Satisfied { get; init; }

    /// <summary>已作废: it stands in no figure any more.</summary>
    public bool Voided { get; init; }

    /// <summary>The order a fact is about; null for a fact that moves no figure.</summary>
    public static OrderFacts? OrderOf(IFact fact) => fact switch
    {
        OrderOpened opened => opened.Order,
        OrderJoined joined => joined.Order,
        OrderContacted contacted => contacted.Order,
        OrderHandled handled => handled.Order,
        OrderOverdue overdue => overdue.Order,
        OrderReopened reopened => reopened.Order,
        OrderClosed closed => closed.Order,
        OrderVoided voided => voided.Order,
        _ => null,
    };

    /// <summary>What is known after a fact; an order begins with its opening.</summary>
    public static OrderCount After(OrderCount? known, IFact fact) => (known, fact) switch
    {
        (null, OrderOpened { Order: var order }) => new() { Unrated = order.Kind is null, RealName = order.RealName },
        ({ Unrated: true } order, OrderJoined { Order: { Kind: not null } rated }) => order with { Unrated = false, RealName = rated.RealName },
        ({ } order, OrderJoined) => order,
        ({ } order, OrderContacted contacted) => order.After(contacted),
        ({ } order, OrderHandled handled) => order.After(handled),
        ({ } order, OrderOverdue overdue) => order.After(overdue),
        ({ } order, OrderReopened) => order with { Handled = false, Visit = null, Satisfied = null },
        ({ } order, OrderClosed closed) => order.After(closed),
        ({ } order, OrderVoided) => order with { Voided = true },
        _ => throw new InvalidOperationException($"{fact.GetType().Name} does not follow here."),
    };

    private bool Due => Handled || Overdue || OnTime is not null;

    private OrderCount After(OrderContacted contacted) =>
        contacted.Result == ContactResult.NotReached || Contact == ContactResult.Reached ? this : this with { Contact = contacted.Result };

    /// <summary>The fact judges; a limit of another triage that ran out before it no longer counts.</summary>
    private OrderCount After(OrderHandled handled) => this with
    {
        Handled = true,
        OnTime = OnTime != false && handled.OnTime,
        Overdue = false,
        Contact = handled.Contact ?? Contact,
    };

    private OrderCount After(OrderOverdue overdue) =>
        overdue is { Side: ClockSide.Unit, Clock: Clock.RectifySimple or Clock.RectifyComplex } && !Handled ? this with { Overdue = true } : this;

    private OrderCount After(OrderClosed closed) => this with
    {
        Handled = true,
        OnTime = closed.OnTime,
        Overdue = false,
        Contact = closed.Contact,
        Visit = closed.Visit,
        Satisfied = closed.Satisfied,
    };

    public IReadOnlyList<Measure> Measures()
    {
        if (Unrated)
        {
            return [];
        }

        var reachable = Contact != ContactResult.Unreachable;
        (bool Holds, Measure Measure)[] measures =
        [
            (true, Measure.Orders),
            (Due, Measure.OrdersDue),
            (OnTime == true && !Overdue, Measure.OrdersOnTime),
            (Handled, Measure.OrdersHandled),
            (Contact == ContactResult.Reached, Measure.OrdersContacted),
            (!reachable, Measure.OrdersUnreachable),
            (Visit == VisitResult.Visited, Measure.OrdersVisited),
            (Satisfied == true, Measure.OrdersSatisfied),
            (Satisfied == false, Measure.OrdersUnsatisfied),
            (RealName && Due && reachable, Measure.RealNameDue),
            (RealName && Handled && Contact == ContactResult.Reached, Measure.RealNameRectified),
            (RealName && Handled && Visit != VisitResult.Unreachable, Measure.RealNameHandled),
            (RealName && Handled && Visit == VisitResult.Visited, Measure.RealNameVisited),
        ];
        return Voided ? [] : [.. measures.Where(m => m.Holds).Select(m => m.Measure)];
    }
}
