using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Aloud;

/// <summary>方言清单 — every dialect with what is recorded in it; never the sound itself.</summary>
internal sealed class ListDialects(AppDb db)
{
    public async Task<IReadOnlyList<SpokenDialect>> RunAsync(CancellationToken cancel)
    {
        var dialects = await db.Dialects.AsNoTracking().OrderBy(d => d.Name).ToListAsync(cancel);
        var recordings = await db.Recordings.AsNoTracking().Select(r => new { r.Dialect, r.Phrase, r.Hash }).ToListAsync(cancel);
        return [.. dialects.Select(d => new SpokenDialect(d.Id, d.Name, recordings.Where(r => r.Dialect == d.Id).ToDictionary(r => r.Phrase, r => r.Hash)))];
    }
}

/// <summary>可听方言 — a dialect as pages show it.</summary>
/// <param name="Id">The dialect.</param>
/// <param name="Name">南昌话.</param>
/// <param name="Hashes">From the phrase to the hash of its recording.</param>
internal sealed record SpokenDialect(Guid Id, string Name, IReadOnlyDictionary<string, string> Hashes)
{
    /// <summary>All six, so that no word is easier to hear than another; only then raters are offered it.</summary>
    public bool IsWhole => SpokenPhrases.All.All(Hashes.ContainsKey);
}
