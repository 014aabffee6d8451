using Haochaping.Appeals.Contracts;
using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.Statistics.Domain;

/// <summary>统计格 — one corner of the daily cube.</summary>
internal sealed record Cell(DateOnly Day, string Region, string Institution, string Item, string Hall, string Window, HandlingChannel Handling, string Via)
{
    /// <summary>The cell of a task: everything about it counts on the day its service was completed, corrections too.</summary>
    public static Cell Of(TaskFacts task, string via = "") => Of(task.Place, task.CompletedAt.BusinessDate(), via);

    public static Cell Of(ServicePlace place, DateOnly day, string via) => new(
        day, place.Region, place.Institution, place.Item, place.Hall ?? "", place.Window ?? "", place.Channel, via);

    /// <summary>Key of the row of one measure.</summary>
    public Guid KeyOf(Measure measure) => Ids.Derive(
        "figure", Day.ToString("yyyy-MM-dd"), Region, Institution, Item, Hall, Window, Handling.ToString(), Via, measure.ToString());
}

/// <summary>增减 — what one fact adds to, or takes from, one measure of one cell.</summary>
internal readonly record struct Change(Cell Cell, Measure Measure, long By);

/// <summary>计数规则 — which fact counts where. Pure; the same facts give the same cube, in whatever portions they come.</summary>
internal static class Counting
{
    /// <summary>The facts that count.</summary>
    public static IReadOnlyCollection<Type> Facts { get; } =
    [
        typeof(InvitationIssued), typeof(EvaluationSubmitted), typeof(EvaluationDefaulted), typeof(TaskExpired),
        typeof(AppealFiled), typeof(AppealUpheld), typeof(AppealRejected),
        typeof(OrderOpened), typeof(OrderJoined), typeof(OrderContacted), typeof(OrderHandled), typeof(OrderOverdue), typeof(OrderReopened), typeof(OrderClosed), typeof(OrderVoided),
    ];

    /// <summary>What a fact about a rating changes by itself — nothing, where it is about a stage (C8) or a probe; of a batch once for every case (Q27); orders need what is known of them (<see cref="Of(OrderFacts, OrderCount?, OrderCount)"/>).</summary>
    public static IEnumerable<Change> Of(IFact fact) => TaskOf(fact) switch
    {
        null or { Place.IsProbe: true } => [],
        { Kind: var kind } when kind.IsStage => [],
        { Kind: SubjectKind.Batch, Cases: var cases } => Once(fact).Select(change => change.Measure >= Measure.Appeals ? change : change with { By = change.By * cases }), // 一次评价的结果适用于所有业务
        _ => Once(fact),
    };

    private static IEnumerable<Change> Once(IFact fact) => fact switch
    {
        InvitationIssued invitation => [new(Cell.Of(invitation.Task), Measure.Invited, 1)],
        EvaluationSubmitted e => Active(Cell.Of(e.Task, e.Channel), e.Level, e.IsPositive, e.IsNegative, e.RealName, e.Private),
        EvaluationDefaulted defaulted => Default(defaulted),
        TaskExpired expired => [new(Cell.Of(expired.Task), Measure.Expired, 1)],
        AppealFiled filed => [new(Cell.Of(filed.Appeal.Task, filed.Appeal.Channel), Measure.Appeals, 1)],
        AppealRejected rejected => [new(Cell.Of(rejected.Appeal.Task, rejected.Appeal.Channel), Measure.AppealsRejected, 1)],
        AppealUpheld upheld => Upheld(upheld.Appeal, upheld.Adopted),
        _ => [],
    };

    /// <summary>The difference that one more fact about an order makes.</summary>
    public static IEnumerable<Change> Of(OrderFacts order, OrderCount? before, OrderCount after)
    {
        var cell = Cell.Of(order.Place, order.RatedOn, order.Channel);
        return [.. after.Measures().Select(m => new Change(cell, m, 1)), .. (before?.Measures() ?? []).Select(m => new Change(cell, m, -1))];
    }

    /// <summary>Where the fact's service was rendered; it brings the names of the day.</summary>
    public static ServicePlace PlaceOf(IFact fact) => TaskOf(fact)?.Place ?? OrderCount.OrderOf(fact)!.Place;

    private static TaskFacts? TaskOf(IFact fact) => fact switch
    {
        InvitationIssued invitation => invitation.Task,
        EvaluationSubmitted evaluation => evaluation.Task,
        EvaluationDefaulted defaulted => defaulted.Task,
        TaskExpired expired => expired.Task,
        AppealFiled filed => filed.Appeal.Task,
        AppealUpheld upheld => upheld.Appeal.Task,
        AppealRejected rejected => rejected.Appeal.Task,
        _ => null,
    };

    /// <summary>不予采纳 leaves numerator and denominator on the original day (C1); where the overall grade stays, so does every figure of it (Q20).</summary>
    private static IEnumerable<Change> Upheld(AppealFacts appeal, AppealClaim adopted)
    {
        var cell = Cell.Of(appeal.Task, appeal.Channel);
        IEnumerable<Change> taken = adopted.Overall
            ? [new(Cell.Of(appeal.Task), Measure.Invited, 1), .. Active(cell, appeal.Level, appeal.IsPositive, appeal.IsNegative, appeal.RealName, appeal.Private)]
            : [];
        return
        [
            new(cell, Measure.AppealsUpheld, 1),
            .. taken.Select(change => change with { By = -change.By }),
            .. adopted.Overall ? [new Change(cell, Measure.NotAdopted1 + ((int)appeal.Level - 1), 1)] : Array.Empty<Change>(),
        ];
    }

    private static IEnumerable<Change> Active(Cell cell, Level level, bool isPositive, bool isNegative, bool realName, bool isPrivate)
    {
        (bool Holds, Measure Measure)[] measures =
        [
            (true, Measure.Active1 + ((int)level - 1)),
            (isPositive, Measure.ActivePositive),
            (isNegative, Measure.ActiveNegative),
            (realName, Measure.RealName),
            (isPrivate, Measure.Private),
        ];
        return measures.Where(m => m.Holds).Select(m => new Change(cell, m.Measure, 1));
    }

    private static IEnumerable<Change> Default(EvaluationDefaulted defaulted)
    {
        var cell = Cell.Of(defaulted.Task);
        yield return new(cell, Measure.Default1 + ((int)defaulted.Level - 1), 1);
        if (defaulted.IsPositive)
        {
            yield return new(cell, Measure.DefaultPositive, 1);
        }
    }
}
