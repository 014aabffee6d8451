using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;

namespace Haochaping.WorkOrders.Contracts;

/// <summary>工单往来 — how orders go to a platform outside and come from one (深圳 第七条, 海口 三(六)), and what either side did with them since.</summary>
public interface IOrderMail
{
    /// <summary>The facts that may be told outside.</summary>
    IReadOnlyCollection<Type> Told { get; }

    /// <summary>The order such a fact is about.</summary>
    OrderFacts OrderOf(IFact fact);

    /// <summary>Whether it is still on its first desk, and nobody has passed it on.</summary>
    Task<bool> WaitsAtFirstDeskAsync(OrderFacts order, Guid caseId, CancellationToken cancel);

    /// <summary>What such a fact says, with the texts behind its commitments.</summary>
    Task<OrderWord> WordAsync(IFact fact, CancellationToken cancel);

    /// <summary>
    /// Opens the order that somebody outside sends, or finds the one that is there: of the same number, of the rating it is about, or of
    /// the same case where the pack merges. Saves.
    /// </summary>
    /// <param name="sender">Who sends it; the name of a role of the route where it is one, then the order has passed that desk.</param>
    /// <param name="number">Its number over there.</param>
    /// <param name="word">What it is about.</param>
    /// <param name="by">Who acts.</param>
    /// <param name="beside">Told the order before it is saved: what is added to the store then is saved with it.</param>
    /// <param name="cancel">Stops.</param>
    Task<Result<Done>> OpenAsync(string sender, string number, OrderWord word, Actor by, Action<OrderFound> beside, CancellationToken cancel);

    /// <summary>The instant as of which an act can have happened: not before the order's last line, not later than now.</summary>
    Task<DateTimeOffset> BoundAsync(Guid caseId, Guid order, DateTimeOffset told, CancellationToken cancel);

    /// <summary>Does here what was done there, through the same act as a person's and as of its own instant. Saves, with what the caller has added to the store.</summary>
    Task<Result<Done>> ActAsync(Guid order, OrderWord word, Actor by, CancellationToken cancel);
}

/// <summary>往来工单 — the order that was opened or found.</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="OrderId">The order.</param>
public sealed record OrderFound(Guid CaseId, Guid OrderId);

/// <summary>往来事项 — what one side tells the other about an order.</summary>
public enum OrderWordKind
{
    /// <summary>生成工单.</summary>
    Opened,

    /// <summary>转办.</summary>
    Forwarded,

    /// <summary>退回.</summary>
    Returned,

    /// <summary>签收.</summary>
    Accepted,

    /// <summary>回访核实.</summary>
    Contacted,

    /// <summary>核实结论.</summary>
    Verified,

    /// <summary>整改措施.</summary>
    MeasureTaken,

    /// <summary>延期.</summary>
    Extended,

    /// <summary>约谈整改.</summary>
    Talked,

    /// <summary>办结.</summary>
    Handled,

    /// <summary>满意度回访.</summary>
    Visited,

    /// <summary>督办.</summary>
    Urged,

    /// <summary>作废.</summary>
    Voided,
}

/// <summary>往来内容 — one of them with all it says; what does not belong to it is absent. Never who the rater is.</summary>
public sealed record OrderWord
{
    /// <summary>Which.</summary>
    public required OrderWordKind Act { get; init; }

    /// <summary>When; of an opened order the instant of the rating.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Opened: code of the system that reported the case.</summary>
    public string? Source { get; init; }

    /// <summary>Opened: 办件编号.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>Opened and forwarded: code of the unit that is to put it right.</summary>
    public string? Unit { get; init; }

    /// <summary>Opened: code of the item.</summary>
    public string? Item { get; init; }

    /// <summary>Opened: channel of the rating.</summary>
    public string? Channel { get; init; }

    /// <summary>Opened: the grade. Visited: the grade for the rectification.</summary>
    public Level? Level { get; init; }

    /// <summary>Opened: the rater is known and proven.</summary>
    public bool? RealName { get; init; }

    /// <summary>Opened: 不公开.</summary>
    public bool? Private { get; init; }

    /// <summary>What was written: the rater's words, a reason, a finding, a measure, a result, a demand; of a void order the number of the appeal.</summary>
    public string? Text { get; init; }

    /// <summary>Accepted: the named officer.</summary>
    public string? Officer { get; init; }

    /// <summary>Contacted and visited: how.</summary>
    public ContactMethod? Method { get; init; }

    /// <summary>Contacted and visited: whether the rater was reached.</summary>
    public bool? Reached { get; init; }

    /// <summary>Contacted: reference of the recorded call.</summary>
    public string? Recording { get; init; }

    /// <summary>Verified.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Verified.</summary>
    public Triage? Triage { get; init; }

    /// <summary>Verified.</summary>
    public CauseKind? Cause { get; init; }

    /// <summary>Measure taken: how.</summary>
    public HandlingMethod? Handling { get; init; }

    /// <summary>Measure taken: the promised day. Extended: the new one. Talked: when it was held.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Handled: the reply to the rater.</summary>
    public string? Reply { get; init; }

    /// <summary>Talked: who held the talk with whoever is responsible.</summary>
    public string? HeldBy { get; init; }
}

/// <summary>外来工单已接收 — a platform outside sent an order; it was opened, or one that was there answers it (C19).</summary>
/// <param name="CaseId">Lead case.</param>
/// <param name="Order">The order.</param>
/// <param name="At">When.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="Number">Its number over there.</param>
/// <param name="Level">The grade it names.</param>
/// <param name="Text">Commitment of what the rater wrote.</param>
[Fact("order-received", 1)]
public sealed record OrderReceived(Guid CaseId, OrderFacts Order, DateTimeOffset At, string Sender, string Number, Level? Level, string? Text) : IFact;
