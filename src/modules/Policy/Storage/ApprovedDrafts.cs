using System.Text.Json;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Domain.Drafts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Policy.Storage;

/// <summary>What two people agreed on, wherever it is kept.</summary>
internal interface IApprovedDrafts
{
    /// <summary>Scheduled and ruling drafts, by first day.</summary>
    Task<IReadOnlyList<ApprovedPack>> ReadAsync(CancellationToken cancel);

    /// <summary>Another text means another set to read.</summary>
    Task<string> FingerprintAsync(CancellationToken cancel);
}

/// <summary>
/// The drafts in the house's store, shared by all nodes. A row alone rules nothing: the journal must hold the approval of this very text by
/// somebody who did not write it.
/// </summary>
internal sealed class ApprovedDrafts(IServiceScopeFactory scopes) : IApprovedDrafts
{
    public async Task<IReadOnlyList<ApprovedPack>> ReadAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var drafts = await Approved(db).OrderBy(d => d.EffectiveFrom).ThenBy(d => d.Id).ToListAsync(cancel);
        var packs = new List<ApprovedPack>();
        foreach (var draft in drafts)
        {
            packs.Add(new(await IsAgreedAsync(db, draft, cancel) ? new(draft.Source, draft.Body) : Altered(draft), draft.State == DraftState.Active));
        }

        return packs;
    }

    public async Task<string> FingerprintAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await Approved(scope.ServiceProvider.GetRequiredService<AppDb>()).OrderBy(d => d.Id).Select(d => new { d.Id, d.Version }).ToListAsync(cancel);
        return string.Join('\n', rows.Select(r => $"{r.Id} {r.Version}"));
    }

    private static IQueryable<PackDraft> Approved(AppDb db) =>
        db.PackDrafts.AsNoTracking().Where(d => d.State == DraftState.Approved || d.State == DraftState.Active);

    private static async Task<bool> IsAgreedAsync(AppDb db, PackDraft draft, CancellationToken cancel)
    {
        var type = FactTypes.NameOf(typeof(PackApproved));
        var entries = await db.Journal.AsNoTracking().Where(e => e.CaseId == draft.Id && e.Type == type).Select(e => e.Body).ToListAsync(cancel);
        return entries.Select(b => JsonSerializer.Deserialize<Envelope<PackApproved>>(b, FactJson.Options)!)
            .Any(e => e.Fact.Hash == draft.Hash && !draft.Authors.Contains(e.By));
    }

    private static SourceText Altered(PackDraft draft) =>
        new(draft.Source, "") { Fault = ("draft-altered", "存证中没有另一位管理员对这份文本的批准记录：草稿在批准后被改动，未装载") };
}
