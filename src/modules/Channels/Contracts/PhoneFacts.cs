using Haochaping.Cases.Contracts;
using Haochaping.Kernel.Facts;

namespace Haochaping.Channels.Contracts;

/// <summary>已收话务评价 — what became of a rating that a call centre took by telephone.</summary>
/// <param name="CaseId">Lead case of the task; the contact's own case where no task was found.</param>
/// <param name="CallKey">Key of the call, derived from its number at the call centre.</param>
/// <param name="Place">Where, by whom, for what; null where no task was found.</param>
/// <param name="Channel"><c>hotline_voice</c> or <c>phone_revisit_rating</c>.</param>
/// <param name="Operator">Token of the operator who held the call.</param>
/// <param name="Level">1 to 5, as pressed or said.</param>
/// <param name="PressedAt">When.</param>
/// <param name="Outcome">recorded, already-answered or refused.</param>
/// <param name="Code">Why it was refused.</param>
[Fact("phone-rating-settled", 1)]
public sealed record PhoneRatingSettled(
    Guid CaseId, Guid CallKey, ServicePlace? Place, string Channel, Guid? Operator, int Level, DateTimeOffset PressedAt, string Outcome, string? Code) : IFact;
