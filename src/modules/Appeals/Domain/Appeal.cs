using Haochaping.Appeals.Contracts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;

namespace Haochaping.Appeals.Domain;

/// <summary>
/// 申诉 — one objection to one negative rating, up to the decision of two people. Immutable: every act returns the next appeal or a
/// refusal. What people wrote stands in the trace, not here; the rating is never touched.
/// </summary>
internal sealed partial record Appeal
{
    /// <summary>Lead case; first part of the key.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Derived from the task and how many appeals it had: filing twice at once is filing once.</summary>
    public required Guid Id { get; init; }

    /// <summary>What every fact about it carries.</summary>
    public required AppealFacts About { get; init; }

    /// <summary>The rating act.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>申诉编号, for search.</summary>
    public required string Number { get; init; }

    /// <summary>办件编号, for search.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>Code of the institution that was rated.</summary>
    public required string Institution { get; init; }

    /// <summary>Its region.</summary>
    public required string Region { get; init; }

    /// <summary>Code of the deciding institution, where it is another.</summary>
    public string? Handling { get; init; }

    /// <summary>人员管理单位 of the person who served, where one is known.</summary>
    public string? PersonnelUnit { get; init; }

    /// <summary>Code of the desk that hears it; empty where only its region's staff do.</summary>
    public required string DeskCode { get; init; }

    /// <summary>Region of that desk.</summary>
    public required string DeskRegion { get; init; }

    /// <summary>Its name that day.</summary>
    public required string DeskName { get; init; }

    /// <summary>Token of the person who served.</summary>
    public Guid? Staff { get; init; }

    /// <summary>Token of the rater, where known: messages go there.</summary>
    public Guid? Rater { get; init; }

    /// <summary>Who filed it, as <c>Actor.ToString()</c>.</summary>
    public required string FiledBy { get; init; }

    /// <summary>Filed as the person who served: that account is this person from now on.</summary>
    public required bool FiledAsStaff { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>Where it stands.</summary>
    public AppealState State { get; init; }

    /// <summary>Last day for the own department, where it endorses.</summary>
    public DateOnly? EndorseBy { get; init; }

    /// <summary>Last day of the decision.</summary>
    public required DateOnly DecideBy { get; init; }

    /// <summary>The next instant at which something is due by itself: the department's time, then the limit.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The limit, once it was flagged as missed.</summary>
    public DateTimeOffset? OverdueAt { get; init; }

    /// <summary>How the rater confirmed a slip.</summary>
    public SlipConfirmation? Slip { get; init; }

    /// <summary>When the rater made a statement.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>What the first person proposes, and the decision in the end.</summary>
    public bool? Uphold { get; init; }

    /// <summary>What is then not adopted.</summary>
    public AppealClaim? Adopted { get; init; }

    /// <summary>核实方式.</summary>
    public EvidenceMethod? Method { get; init; }

    /// <summary>原因归属.</summary>
    public CauseKind? Cause { get; init; }

    /// <summary>When it was decided or withdrawn.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>抽中复查.</summary>
    public bool Drawn { get; init; }

    /// <summary>抽查结论; null until somebody looked.</summary>
    public bool? Reaudited { get; init; }

    /// <summary>Counts up with every act: who decided on an older one is told to look again.</summary>
    public int Version { get; init; }

    /// <summary>快速通道 — a slip that the rater has confirmed (C3).</summary>
    public bool IsFast => About.Ground == AppealGround.Mistaken && Slip is not null;

    /// <summary>Still to be decided.</summary>
    public bool IsOpen => State is AppealState.Filed or AppealState.Reviewing or AppealState.Proposed;

    private bool IsInTime(DateTimeOffset now) => now < DecideBy.EndOfDay();

    /// <summary>The same with the next due instant worked out.</summary>
    private Appeal Timed()
    {
        DateTimeOffset?[] due = [State == AppealState.Filed ? EndorseBy?.EndOfDay() : null, IsOpen && OverdueAt is null ? DecideBy.EndOfDay() : null];
        return this with { Due = due.Min() };
    }
}
