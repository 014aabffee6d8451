using System.Globalization;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>工单经过 — what the facts of one order say about its row. What no fact carries (names of desks) is not here.</summary>
internal sealed record OrderStory(OrderOpened Opened, IReadOnlyList<Recorded<IFact>> Facts)
{
    /// <summary>The facts a story is made of.</summary>
    public static IReadOnlyList<Type> Wanted { get; } =
    [
        typeof(EvaluationSubmitted), typeof(ComplaintFiled), typeof(OrderOpened), typeof(OrderJoined), typeof(OrderForwarded), typeof(OrderReturned), typeof(OrderAccepted), typeof(OrderContacted), typeof(OrderVerified),
        typeof(MeasureTaken), typeof(SubtaskGiven), typeof(SubtaskReported), typeof(SubtaskReleased), typeof(CoHandlersGraded), typeof(OrderExtended), typeof(ResultSubmitted), typeof(ResultAudited), typeof(ResultFiled), typeof(OrderHandled), typeof(OrderVisited), typeof(OrderReopened), typeof(OrderClosed),
        typeof(OrderOverdue), typeof(OrderReminded), typeof(ResponsibilityTalked), typeof(OrderUrged), typeof(OrderListed), typeof(OrderUnlisted), typeof(OrderClocksMoved), typeof(OrderReceived), typeof(OrderVoided),
    ];

    public string Key => $"{Opened.CaseId}/{Opened.Order.OrderId}";

    public OrderFacts About { get; private init; } = Opened.Order;

    /// <summary>Null where nobody handed it on: then the first desk of the route has it.</summary>
    public string? Holder { get; private init; }

    public string? Sender { get; private init; }

    public OrderState State { get; private init; }

    public int Round { get; private init; } = 1;

    /// <summary>Commitment of the named officer.</summary>
    public string? Officer { get; private init; }

    public ContactResult? Contact { get; private init; }

    public IReadOnlyList<string> ContactDays { get; private init; } = [];

    public Verdict? Verdict { get; private init; }

    public Triage? Triage { get; private init; }

    public CauseKind? Cause { get; private init; }

    public DateOnly? Promised { get; private init; }

    /// <summary>Those of units that 协办; the township's own stands in no fact before it is reported.</summary>
    public IReadOnlyList<Subtask> Subtasks { get; private init; } = [];

    public DateTimeOffset? TownshipAt { get; private init; }

    public int Extensions { get; private init; }

    public DateTimeOffset? HandledAt { get; private init; }

    public bool? OnTime { get; private init; }

    public IReadOnlyList<string> VisitDays { get; private init; } = [];

    public Level? Satisfaction { get; private init; }

    public VisitResult? Visit { get; private init; }

    public DateTimeOffset? ClosedAt { get; private init; }

    public DateTimeOffset? TalkedAt { get; private init; }

    public DateTimeOffset? ListedAt { get; private init; }

    public Guid? Rater { get; private init; }

    private OrderState Road =>
        Verdict == Contracts.Verdict.Untrue || Triage is Contracts.Triage.NoLegalBasis or Contracts.Triage.Unsolvable ? OrderState.Explaining : OrderState.Rectifying;

    /// <summary>The orders of one case.</summary>
    public static IEnumerable<OrderStory> Of(IReadOnlyList<Recorded<IFact>> facts)
    {
        var said = facts.Where(f => f.Fact is EvaluationSubmitted or ComplaintFiled).Select(Grievance.Of).ToDictionary(o => o.Id);
        foreach (var opened in facts.Select(f => f.Fact).OfType<OrderOpened>())
        {
            var own = facts.Where(f => OrderOf(f.Fact)?.OrderId == opened.Order.OrderId).ToList();
            var begun = new OrderStory(opened, own) { Rater = said.GetValueOrDefault(opened.Order.TaskId)?.Citizen };
            yield return own.Aggregate(begun, (story, fact) => story.Reaching(fact.Fact, said).After(fact.Fact) with { About = OrderOf(fact.Fact)! });
        }
    }

    /// <summary>The order a fact is about; null where it is about none.</summary>
    public static OrderFacts? OrderOf(IFact fact) => fact switch
    {
        OrderOpened f => f.Order,
        OrderJoined f => f.Order,
        OrderForwarded f => f.Order,
        OrderReturned f => f.Order,
        OrderAccepted f => f.Order,
        OrderContacted f => f.Order,
        OrderVerified f => f.Order,
        MeasureTaken f => f.Order,
        SubtaskGiven f => f.Order,
        SubtaskReported f => f.Order,
        SubtaskReleased f => f.Order,
        CoHandlersGraded f => f.Order,
        OrderExtended f => f.Order,
        ResultSubmitted f => f.Order,
        ResultAudited f => f.Order,
        ResultFiled f => f.Order,
        OrderHandled f => f.Order,
        OrderVisited f => f.Order,
        OrderReopened f => f.Order,
        OrderClosed f => f.Order,
        OrderOverdue f => f.Order,
        OrderReminded f => f.Order,
        ResponsibilityTalked f => f.Order,
        OrderUrged f => f.Order,
        OrderListed f => f.Order,
        OrderUnlisted f => f.Order,
        OrderClocksMoved f => f.Order,
        OrderReceived f => f.Order,
        OrderVoided f => f.Order,
        _ => null,
    };

    private OrderStory Reaching(IFact fact, Dictionary<Guid, Grievance> said) => fact is OrderJoined joined
        ? this with { Rater = Order.Reached(About.Kind, Rater, joined.Kind, said.GetValueOrDefault(joined.TaskId)?.JoinsAs) }
        : this;

    private OrderStory After(IFact fact) => fact switch
    {
        OrderForwarded f => this with { Holder = f.To, Sender = Sender ?? f.From, Subtasks = [.. Subtasks.Where(s => s.Unit != f.To)] },
        OrderReturned f => this with { Holder = f.To, State = OrderState.Dispatched, Officer = null },
        OrderAccepted f => this with { State = OrderState.Accepted, Officer = f.Officer },
        OrderContacted f => this with { ContactDays = Tried(ContactDays, f.At), Contact = f.Result == ContactResult.NotReached && Contact == ContactResult.Reached ? Contact : f.Result },
        OrderVerified f => (this with { Verdict = f.Verdict, Triage = f.Triage, Cause = f.Cause }).OnItsRoad(),
        MeasureTaken f => this with { Promised = f.Promised ?? Promised },
        SubtaskGiven f => this with { Subtasks = [.. Subtasks.Where(s => s.Unit != f.Unit), new(f.Unit, f.Name, f.Region, f.Due)] },
        SubtaskReported f when f.Unit == About.Unit => this with { TownshipAt = f.At },
        SubtaskReported f => Sharing(f.Unit, s => s with { ReportedAt = f.At }),
        SubtaskReleased f => Sharing(f.Unit, s => s with { ReleasedAt = f.At }),
        CoHandlersGraded f => f.Units.Aggregate(this, (story, unit) => story.Sharing(unit.Unit, s => s with { Satisfaction = unit.Satisfaction })),
        OrderExtended f => this with { Extensions = f.Count, OnTime = f.Late ? false : OnTime },
        ResultSubmitted f => this with { State = OrderState.Auditing, Holder = f.To },
        ResultAudited f => (this with { Holder = f.To }).OnItsRoad(),
        OrderHandled f => this with { State = OrderState.Handled, HandledAt = f.At, OnTime = f.OnTime, VisitDays = [], Satisfaction = null, Subtasks = [.. Subtasks.Select(s => s with { Satisfaction = null })] },
        OrderVisited f => this with { VisitDays = Tried(VisitDays, f.At), Satisfaction = f.Satisfaction },
        OrderReopened f => (this with { Round = f.Round, TownshipAt = null, Subtasks = [.. Subtasks.Select(s => s.Again())], Promised = null }).OnItsRoad(),
        ResponsibilityTalked f => this with { TalkedAt = f.At },
        OrderListed f => this with { ListedAt = f.At },
        OrderUnlisted => this with { ListedAt = null },
        OrderVoided f => this with { State = OrderState.Voided, ClosedAt = f.At },
        OrderClosed f => this with { State = OrderState.Closed, Visit = f.Visit, ClosedAt = f.At },
        _ => this,
    };

    private OrderStory Sharing(string unit, Func<Subtask, Subtask> next) => this with { Subtasks = [.. Subtasks.Select(s => s.Unit == unit ? next(s) : s)] };

    private OrderStory OnItsRoad() => this with { State = Road };

    private static IReadOnlyList<string> Tried(IReadOnlyList<string> days, DateTimeOffset at)
    {
        var day = at.BusinessDate().ToString("O", CultureInfo.InvariantCulture);
        return days.Contains(day) ? days : [.. days, day];
    }
}
