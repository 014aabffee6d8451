using System.Text.Json;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>本件存证 — what the journal knows of a case: the rating as it was given, for ever, and who has acted on it.</summary>
internal sealed class CaseJournal(AppDb db)
{
    private static readonly string Submitted = FactTypes.NameOf(typeof(EvaluationSubmitted));
    private static readonly string Looked = FactTypes.NameOf(typeof(FileRevealed));

    /// <summary>Every rating of a case, as sealed.</summary>
    public async Task<IReadOnlyList<EvaluationSubmitted>> RatingsAsync(Guid caseId, CancellationToken cancel)
    {
        var bodies = await db.Journal.AsNoTracking().Where(e => e.CaseId == caseId && e.Type == Submitted).Select(e => e.Body).ToListAsync(cancel);
        return [.. bodies.Select(body => JsonSerializer.Deserialize<Envelope<EvaluationSubmitted>>(body, FactJson.Options)!.Fact)];
    }

    /// <summary>One rating, or null where nobody rated.</summary>
    public async Task<EvaluationSubmitted?> RatingAsync(Guid caseId, Guid taskId, CancellationToken cancel) =>
        (await RatingsAsync(caseId, cancel)).FirstOrDefault(r => r.Task.TaskId == taskId);

    /// <summary>
    /// Whether somebody has left any fact about a case: handled an order, filed, gave an opinion. Whatever the room, the journal knows. A look
    /// at a file is no such act: whoever reviews must be able to see the evidence first.
    /// </summary>
    public async Task<bool> HasActedAsync(Guid caseId, Actor by, CancellationToken cancel)
    {
        var bodies = await db.Journal.AsNoTracking().Where(e => e.CaseId == caseId && e.Type != Looked).Select(e => e.Body).ToListAsync(cancel);
        return bodies.Exists(body => By(body) == by.ToString());
    }

    private static string? By(byte[] body)
    {
        using var envelope = JsonDocument.Parse(body);
        return envelope.RootElement.GetProperty("by").GetString();
    }
}
