using Haochaping.Cases.Contracts;

namespace Haochaping.Evaluations.Storage;

/// <summary>随办件评价 — a rating that came with a case, and what became of it: nothing that was taken ends in silence.</summary>
internal sealed class CollectedRow
{
    public required Guid CaseId { get; init; }

    public required int ServiceNumber { get; init; }

    /// <summary>The task it is for: the service's own, or that of the visit which answers for it.</summary>
    public required Guid LeadCase { get; set; }

    public required Guid TaskId { get; set; }

    public required ServicePlace Place { get; set; }

    public required int Round { get; set; }

    public required RatingState State { get; set; }

    /// <summary>Why it is not the answer, as a stable code.</summary>
    public string? Code { get; set; }

    public string? Message { get; set; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }
}
