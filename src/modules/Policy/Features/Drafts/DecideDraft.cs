using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain.Drafts;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>送审、审批、退回、撤销 — the steps between a draft and its first day. What is approved is loaded at once, so that its day needs no restart.</summary>
internal sealed class DecideDraft(DraftDesk desk, RunningRules rules)
{
    public async Task<Result<PackDraft>> SubmitAsync(Guid id, int? version, Actor by, CancellationToken cancel) =>
        (await FitAsync(id, version, cancel)).Is(out var draft, out var refusal) && draft.Submit(desk.Today, desk.RewritesHistory(draft.PackId)).Is(out var next, out refusal)
            ? await desk.SaveAsync(draft, next, d => new PackSubmitted(d.Id, d.PackId, d.Version, d.Hash), by, cancel)
            : refusal;

    public async Task<Result<PackDraft>> ApproveAsync(Guid id, int? version, bool acknowledged, Actor by, CancellationToken cancel)
    {
        if (!(await FitAsync(id, version, cancel)).Is(out var draft, out var refusal)
            || !draft.Approve(desk.Today, desk.RewritesHistory(draft.PackId), acknowledged, by).Is(out var next, out refusal)
            || !(await desk.SaveAsync(draft, next, Approved, by, cancel)).Is(out var saved, out refusal))
        {
            return refusal;
        }

        _ = await rules.ReloadAsync(cancel); // a refusal is kept and shown by the rules themselves; other nodes follow within seconds
        return saved;
    }

    public async Task<Result<PackDraft>> SendBackAsync(Guid id, int? version, string? reason, Actor by, CancellationToken cancel) =>
        (await desk.OpenAsync(id, version, cancel)).Is(out var draft, out var refusal) && draft.SendBack(reason).Is(out var next, out refusal)
            ? await desk.SaveAsync(draft, next, d => new PackReturned(d.Id, d.PackId, d.Version, d.Hash), by, cancel)
            : refusal;

    public async Task<Result<PackDraft>> WithdrawAsync(Guid id, int? version, string? reason, Actor by, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, version, cancel)).Is(out var draft, out var refusal)
            || !draft.Withdraw(reason, desk.Today).Is(out var next, out refusal)
            || !(await desk.SaveAsync(draft, next, d => new PackWithdrawn(d.Id, d.PackId, d.Version, d.Hash), by, cancel)).Is(out var saved, out refusal))
        {
            return refusal;
        }

        _ = await rules.ReloadAsync(cancel);
        return saved;
    }

    private static PackApproved Approved(PackDraft d) =>
        new(d.Id, d.PackId, d.Version, d.Hash, d.EffectiveFrom!.Value, d.Rehearsed is not null, d.Rehearsed?.Unmet ?? 0);

    private async Task<Result<PackDraft>> FitAsync(Guid id, int? version, CancellationToken cancel) =>
        !(await desk.OpenAsync(id, version, cancel)).Is(out var draft, out var refusal) ? refusal
        : await desk.UnfitAsync(draft, cancel) is { } unfit ? unfit
        : draft;
}
