using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Microsoft.AspNetCore.Components;

namespace Haochaping.Evaluations.Contracts;

/// <summary>
/// 回执栏目 — what a downstream module adds to the citizen's receipt page (the order's progress, for one). The receipt is
/// Evaluations' page; this contract is the only way onto it.
/// </summary>
public interface IReceiptSection
{
    /// <summary>Order on the page, small first.</summary>
    int Order { get; }

    /// <summary>The section for one rating or complaint, or null when there is nothing to say. Never anything personal.</summary>
    Task<RenderFragment?> RenderAsync(Guid caseId, Guid taskId, CancellationToken cancel);
}

/// <summary>What downstream modules may look up about evaluations.</summary>
public interface IEvaluations
{
    /// <summary>The free text of a rating for whoever handles it (permission is the caller's), or null.</summary>
    Task<string?> TextAsync(Guid caseId, Guid taskId, CancellationToken cancel);

    /// <summary>What a complaint says, for whoever handles it (permission is the caller's), or null.</summary>
    Task<ComplaintSaid?> ComplaintAsync(Guid caseId, Guid complaintId, CancellationToken cancel);

    /// <summary>The pictures that came with a rating or complaint, by their hash.</summary>
    Task<IReadOnlyList<string>> PicturesAsync(Guid caseId, Guid id, CancellationToken cancel);

    /// <summary>One of them (permission is the caller's; that staff looked is noted), or null.</summary>
    Task<FileContent?> PictureAsync(Guid caseId, Guid id, string hash, Actor by, Purpose purpose, CancellationToken cancel);

    /// <summary>The citizen's receipt page of a rating or complaint: a path with an unguessable code, for messages to them.</summary>
    Task<string?> ReceiptPathAsync(Guid caseId, Guid taskId, CancellationToken cancel);

    /// <summary>The cases a task answers for, by their number.</summary>
    Task<IReadOnlyList<CoveredCase>> CoveredAsync(Guid caseId, Guid taskId, CancellationToken cancel);

    /// <summary>Every task that answers for a case: its own, and those of a visit, batch or theme.</summary>
    Task<IReadOnlyList<Guid>> TasksOfAsync(Guid caseId, CancellationToken cancel);
}

/// <summary>所含办件 — one case that a rating answers for.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Number">办件编号.</param>
public sealed record CoveredCase(Guid CaseId, string Number);
