using Haochaping.Evaluations.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.WorkOrders.Domain;

/// <summary>
/// 差评整改工单 — one negative rating act, or one complaint, and all that became of it, up to the citizen's word on the result. Immutable:
/// every act returns the next order or a refusal. What people wrote stands in the trace, not here.
/// </summary>
internal sealed partial record Order
{
    /// <summary>Lead case; first part of the key.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Derived from the task: one negative, one order, however often it is told.</summary>
    public required Guid Id { get; init; }

    /// <summary>What every fact about it carries.</summary>
    public required OrderFacts About { get; init; }

    /// <summary>工单编号, for search.</summary>
    public required string Number { get; init; }

    /// <summary>办件编号, for search.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>Token of the rater, where known: messages go there.</summary>
    public Guid? Rater { get; init; }

    /// <summary>The instant of the rating.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The desks it passes, in order; the last one handles it, or the last but one where the last audits the result.</summary>
    public required IReadOnlyList<Desk> Route { get; init; }

    /// <summary>Which desk has it, from 0.</summary>
    public int Hop { get; init; }

    /// <summary>Code of the desk that has it.</summary>
    public required string Holder { get; init; }

    /// <summary>Region of the desk that has it.</summary>
    public required string HolderRegion { get; init; }

    /// <summary>Code of the first desk, which may go on looking after it has forwarded.</summary>
    public required string Sender { get; init; }

    /// <summary>Code of the institution that was rated and puts it right.</summary>
    public required string Unit { get; init; }

    /// <summary>Its name that day.</summary>
    public required string UnitName { get; init; }

    /// <summary>Region of that institution.</summary>
    public required string UnitRegion { get; init; }

    /// <summary>Code of the hall where it happened; null elsewhere.</summary>
    public string? Hall { get; init; }

    /// <summary>Where it stands.</summary>
    public OrderState State { get; init; }

    /// <summary>1, or more after a reopening.</summary>
    public int Round { get; init; } = 1;

    /// <summary>Its limits, running, met and missed.</summary>
    public IReadOnlyList<OrderClock> Clocks { get; init; } = [];

    /// <summary>Nearest limit that is still to be met.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The next instant at which a missed limit has to be flagged.</summary>
    public DateTimeOffset? NextExpiry { get; init; }

    /// <summary>变更序号 — the oldest calendar a running limit was derived by; null where none runs.</summary>
    public int? Calendar { get; init; }

    /// <summary>已超期 — some limit was missed.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>回访专人 — the named officer.</summary>
    public string? Officer { get; init; }

    /// <summary>Whether the rater was reached before rectification.</summary>
    public ContactResult? Contact { get; init; }

    /// <summary>Different days (ISO) on which the rater was tried.</summary>
    public IReadOnlyList<string> ContactDays { get; init; } = [];

    /// <summary>核实结论.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>问题分类.</summary>
    public Triage? Triage { get; init; }

    /// <summary>原因归属.</summary>
    public CauseKind? Cause { get; init; }

    /// <summary>The date the unit promised, where the pack lets it set one.</summary>
    public DateOnly? Promised { get; init; }

    /// <summary>约谈整改 — when the talk with whoever is responsible was recorded (深圳 第二十一条).</summary>
    public DateTimeOffset? TalkedAt { get; init; }

    /// <summary>What other bodies do for it: the township that was rated (C2), and units that 协办 (C19).</summary>
    public IReadOnlyList<Subtask> Subtasks { get; init; } = [];

    /// <summary>Extensions so far.</summary>
    public int Extensions { get; init; }

    /// <summary>When it was handled last.</summary>
    public DateTimeOffset? HandledAt { get; init; }

    /// <summary>按期 in every round so far; null while nothing is decided. False once a limit had passed, by 办结 or by asking too late for an extension.</summary>
    public bool? OnTime { get; init; }

    /// <summary>Different days (ISO) on which the satisfaction visit was tried.</summary>
    public IReadOnlyList<string> VisitDays { get; init; } = [];

    /// <summary>What the rater said about the rectification, last.</summary>
    public Level? Satisfaction { get; init; }

    /// <summary>How the satisfaction visit ended.</summary>
    public VisitResult? Visit { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>挂牌督办 — since when it stands on the list of the authority; null where it does not.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    /// <summary>Counts up with every act: who decided on an older one is told to look again.</summary>
    public int Version { get; init; }

    /// <summary>The desk that has it.</summary>
    public Desk At => Route[Hop];

    /// <summary>Whether the desk that has it handles it, or only passes it on.</summary>
    public bool IsAtHandler => Hop == HandlerHop;

    /// <summary>结果审核 — somebody looks at the result before it counts (广州 第三条).</summary>
    public bool IsAudited => Route[^1].Audits;

    private int HandlerHop => Desk.HandlerOf(Route);

    /// <summary>县级统一负责 — another body owns the order than the one that was rated (C2).</summary>
    public bool IsLedByCounty => About.Owner != About.Unit;

    /// <summary>已终结 — archived or void.</summary>
    public bool IsOver => State is OrderState.Closed or OrderState.Voided;

    /// <summary>在办 — whether what is said of the same case joins it instead of opening its own: a complaint (海口 4.12), or a rating of stage or whole (C8).</summary>
    public bool Takes(Grievance grievance, RulePack pack) => State < OrderState.Handled && ((grievance.Kind, About.Kind) switch
    {
        ({ } kind, { } own) => pack.WorkOrder.MergeStageAndOverall && (kind.IsStage || own.IsStage),
        _ => pack.WorkOrder.MergeSameCase,
    });

    /// <summary>并入 — it keeps its limits, which are the earlier ones. A rating that joins a complaint makes the order its own, so that its figures have it.</summary>
    public Order Join(Grievance grievance)
    {
        var about = About.Kind is null && grievance is { Kind: not null } ? RatedBy(grievance) : About;
        return this with { About = about, Hall = about.Place.Hall, Rater = Reached(About.Kind, Rater, grievance.Kind, grievance.JoinsAs) };
    }

    /// <summary>Who is contacted: whoever spoke first, but a rater before somebody who complains.</summary>
    public static Guid? Reached(SubjectKind? own, Guid? known, SubjectKind? joining, Guid? citizen) => own is null && joining is not null ? citizen ?? known : known ?? citizen;

    private OrderFacts RatedBy(Grievance grievance) => About with
    {
        TaskId = grievance.Id, Kind = grievance.Kind, Level = grievance.Level, Place = grievance.Place, Cases = grievance.Cases, Channel = grievance.Channel, RealName = grievance.RealName, Private = grievance.Private,
        RatedOn = grievance.Day,
    };

    /// <summary>What it ends with, as far as verification decided.</summary>
    public OrderOutcome Outcome =>
        Verdict == Contracts.Verdict.Untrue || Triage is Contracts.Triage.NoLegalBasis or Contracts.Triage.Unsolvable
            ? OrderOutcome.Explained
            : OrderOutcome.Rectified;
}
