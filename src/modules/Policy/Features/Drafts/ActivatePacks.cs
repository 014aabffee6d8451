using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Jobs;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Domain.Drafts;
using Haochaping.Policy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>
/// 登记施行 — on the first day of an approved draft says so, once. The rules themselves change by their date, on every node at the same
/// midnight; a draft that the running set does not hold is never said to rule.
/// </summary>
internal sealed class ActivatePacks(AppDb db, DraftDesk desk, RunningRules rules) : IJob
{
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var today = desk.Today;
        var due = await db.PackDrafts.Where(d => d.State == DraftState.Approved && d.EffectiveFrom <= today).ToListAsync(cancel);
        if (due.Count > 0 && due.Any(d => Running(d) is null))
        {
            _ = await rules.ReloadAsync(cancel); // approved on another node a moment ago
        }

        var done = 0;
        foreach (var draft in due)
        {
            if (Running(draft) is { } pack)
            {
                var saved = await desk.SaveAsync(
                    draft, draft with { State = DraftState.Active }, d => new PackActivated(d.Id, pack.Pack.Ref.ToString(), d.Version, d.Hash, d.EffectiveFrom!.Value), Actor.House, cancel);
                done += saved.Refusal is null ? 1 : 0;
            }
        }

        return done;
    }

    private CompiledPack? Running(PackDraft draft) => rules.Set.Compiled.FirstOrDefault(c => c.Layers.Any(l => l.Tree.Name == draft.Source && l.Tree.Source.Text == draft.Body));
}
