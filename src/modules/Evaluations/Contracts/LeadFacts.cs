using Haochaping.Cases.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Facts;

namespace Haochaping.Evaluations.Contracts;

/// <summary>
/// 违纪违法线索已移送 — somebody who read what was written took it for a lead (深圳 第二十五条): from now on only the discipline channel reads
/// that text and its pictures. Neither is in the fact.
/// </summary>
/// <param name="CaseId">The (lead) case.</param>
/// <param name="Said">The rating act, or the complaint.</param>
/// <param name="Place">Whom it is about.</param>
/// <param name="At">When.</param>
/// <param name="Note">Commitment of what the person who flagged it remarked; null where nothing was.</param>
[Fact("lead-flagged", 1)]
public sealed record LeadFlagged(Guid CaseId, Guid Said, ServicePlace Place, DateTimeOffset At, string? Note) : IFact;

/// <summary>违纪违法线索已查阅 — somebody of the discipline channel read the text.</summary>
/// <param name="CaseId">The (lead) case.</param>
/// <param name="Said">The rating act, or the complaint.</param>
/// <param name="At">When.</param>
[Fact("lead-read", 1)]
public sealed record LeadRead(Guid CaseId, Guid Said, DateTimeOffset At) : IFact;

/// <summary>违纪违法线索 — how a room that shows what was written hands it to the discipline channel (permission is the caller's).</summary>
public interface ILeads
{
    /// <summary>Flags one text; what has no text, or was flagged already, is refused in the same words.</summary>
    /// <param name="caseId">The (lead) case.</param>
    /// <param name="said">The rating act, or the complaint.</param>
    /// <param name="note">A remark for the channel, or null.</param>
    /// <param name="by">Who flags.</param>
    /// <param name="cancel">Stops waiting.</param>
    Task<Result<LeadFlagged>> FlagAsync(Guid caseId, Guid said, string? note, Actor by, CancellationToken cancel);
}
