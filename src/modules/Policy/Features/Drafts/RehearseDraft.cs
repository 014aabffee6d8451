using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain.Drafts;
using Haochaping.Policy.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>演练草稿 — plays every rehearsal against the draft and keeps what was not met, beside the hash of the text that was played.</summary>
internal sealed class RehearseDraft(AppDb db, DraftDesk desk, IEnumerable<IRehearsePack> rehearsals, TimeProvider clock)
{
    public bool IsPossible => rehearsals.Any();

    public async Task<Result<PackDraft>> RunAsync(Guid id, int? version, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, version, cancel)).Is(out var draft, out var refusal))
        {
            return refusal;
        }

        if (!IsPossible)
        {
            return new Refusal(RefusalKind.Unprocessable, "no-rehearsal", "本系统没有安装规则演练，批准时将注明“未演练”。");
        }

        if ((await desk.TryAsync(draft, cancel)).Complaints is { Count: > 0 } complaints)
        {
            return new Refusal(RefusalKind.Unprocessable, "draft-unfit", $"本稿有 {complaints.Count} 处须先更正。", Complaints: complaints);
        }

        var all = new List<RehearsedExpectation>();
        foreach (var rehearsal in rehearsals)
        {
            all.AddRange(await rehearsal.RunAsync(draft.FileName, draft.Body, cancel));
        }

        // No step of the draft: who plays it again changes nothing, and the hash says which text it was.
        var found = new DraftRehearsal(draft.Hash, clock.Now(), all.Count, [.. all.Where(e => !e.Met)]);
        await db.PackDrafts.Where(d => d.Id == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Rehearsal, found), cancel);
        return draft with { Rehearsal = found };
    }
}
