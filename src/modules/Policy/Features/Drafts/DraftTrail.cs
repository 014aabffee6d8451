using System.Text.Json;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Domain.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>经过 — one step of a draft as the journal has it.</summary>
internal sealed record DraftStep(string Fact, DateTimeOffset At, string By, string Hash, string? Note);

/// <summary>草稿经过 — every step of a draft, read from the facts themselves, with the names of the day.</summary>
internal sealed class DraftTrail(AppDb db, IStaffNames names)
{
    public async Task<IReadOnlyList<DraftStep>> OfAsync(PackDraft draft, CancellationToken cancel)
    {
        var bodies = await db.Journal.AsNoTracking().Where(e => e.CaseId == draft.Id).OrderBy(e => e.At).Select(e => new { e.Type, e.At, e.Body }).ToListAsync(cancel);
        var steps = bodies.ConvertAll(b => (b.Type, b.At, Envelope: JsonSerializer.Deserialize<Envelope<Told>>(b.Body, FactJson.Options)!));
        var known = await NamesAsync([.. steps.Select(s => s.Envelope.By)], cancel);
        return
        [
            .. steps.OrderBy(s => s.Envelope.Fact.Revision).Select(s => new DraftStep(
                s.Type.Split('@')[0], s.At, known.GetValueOrDefault(s.Envelope.By, s.Envelope.By), s.Envelope.Fact.Hash,
                draft.Notes.FirstOrDefault(n => n.Revision == s.Envelope.Fact.Revision)?.Text)),
        ];
    }

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> actors, CancellationToken cancel)
    {
        var ids = actors.Distinct().ToDictionary(a => a, a => Actor.Parse(a).Id);
        var found = await names.NamesAsync([.. ids.Values], cancel);
        return ids.Where(i => found.ContainsKey(i.Value)).ToDictionary(i => i.Key, i => found[i.Value]);
    }

    /// <summary>What every fact about a draft says.</summary>
    private sealed record Told(int Revision, string Hash);
}
