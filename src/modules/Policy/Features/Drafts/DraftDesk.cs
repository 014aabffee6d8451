using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Domain.Drafts;
using Haochaping.Policy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>草稿台 — hands a draft to whoever acts on it, tries it with the loader, and saves step and fact together.</summary>
internal sealed class DraftDesk(AppDb db, RunningRules rules, RuleFolder folder, IApprovedDrafts approved, TimeProvider clock)
{
    public static readonly Refusal Unknown = new(RefusalKind.NotFound, "draft-unknown", "没有这份草稿。");

    private static readonly Refusal Changed = new(RefusalKind.Conflict, "draft-changed", "本稿刚被他人改动，您的填写仍在下方：请重新打开本稿，看过之后再操作。");

    public DateOnly Today => clock.Now().BusinessDate();

    public Task<PackDraft?> FindAsync(Guid id, CancellationToken cancel) => db.PackDrafts.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancel);

    /// <summary>The draft as it was when the actor looked at it.</summary>
    public async Task<Result<PackDraft>> OpenAsync(Guid id, int? version, CancellationToken cancel) =>
        await db.PackDrafts.FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } draft ? Unknown
        : draft.Version != version ? Changed
        : draft;

    /// <summary>What the loader makes of it, beside everything else that rules or will.</summary>
    public async Task<Trial> TryAsync(PackDraft draft, CancellationToken cancel)
    {
        var others = (await approved.ReadAsync(cancel)).Select(a => a.Source).Where(s => s.Name != draft.Source);
        return folder.Read().Is(out var files, out var refusal)
            ? RuleSetLoader.Try(files with { Packs = [.. files.Packs, .. others] }, new SourceText(draft.Source, draft.Body))
            : new Trial(null, [new("", refusal.Code, refusal.Message)]);
    }

    /// <summary>A draft that may go on: clean, and nothing mandatory left open .</summary>
    public async Task<Refusal?> UnfitAsync(PackDraft draft, CancellationToken cancel)
    {
        var trial = await TryAsync(draft, cancel);
        IReadOnlyList<Complaint> complaints = trial.Complaints.Count > 0 ? trial.Complaints
            : [.. trial.Pack!.Pack.Unconfirmed.Select(u => new Complaint(draft.Source, "unconfirmed", u))];
        return complaints.Count == 0 ? null
            : new(RefusalKind.Unprocessable, "draft-unfit", $"本稿有 {complaints.Count} 处须先更正。", Complaints: complaints);
    }

    /// <summary>新规则不溯及既往 — whether a past first day would change what somebody was already judged by.</summary>
    public bool RewritesHistory(string packId) => rules.Set.Packs.Any(p => p.Ref.Id == packId && p.IsActive);

    public async Task<Result<PackDraft>> SaveAsync<TFact>(PackDraft? before, PackDraft after, Func<PackDraft, TFact> fact, Actor by, CancellationToken cancel)
        where TFact : IFact
    {
        var next = after with { Version = (before?.Version ?? 0) + 1, ChangedAt = clock.Now() };
        if (before is null)
        {
            db.Add(next);
        }
        else
        {
            db.Entry(before).CurrentValues.SetValues(next);
        }

        db.Leave(fact(next), Ids.Derive("pack-draft", next.Id.ToString(), next.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)), by, clock.Now());
        try
        {
            await db.SaveChangesAsync(cancel);
            return next;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || before is not null)
        {
            db.ChangeTracker.Clear();
            if (await db.PackDrafts.AnyAsync(d => d.Id == next.Id && d.Version >= next.Version, cancel))
            {
                return Changed; // somebody was a moment earlier: the step, the fact and its key are theirs
            }

            throw;
        }
    }
}
