using Haochaping.Kernel;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain.Drafts;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>演练草稿 — has every rehearsal of the pack played with the draft in the place of the running rules. The page does not wait for it.</summary>
internal sealed class RehearseDraft(DraftDesk desk, DraftRuns runs, IEnumerable<IRehearsePack> rehearsals)
{
    public bool IsPossible => rehearsals.Any();

    /// <summary>What is being played of a draft, or null; to be asked before the draft is loaded.</summary>
    public DraftRun? RunOf(Guid draft) => runs.Of(draft);

    public async Task<Result<PackDraft>> StartAsync(Guid id, int? version, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, version, cancel)).Is(out var draft, out var refusal))
        {
            return refusal;
        }

        if (!IsPossible)
        {
            return new Refusal(RefusalKind.Unprocessable, "no-rehearsal", "本系统没有安装规则演练，批准时将注明“未演练”。");
        }

        // What could not come into force would not be played: the national default would, under its name.
        if (await desk.UnfitAsync(draft, cancel) is { } unfit)
        {
            return unfit;
        }

        return runs.Start(draft) ? draft : new Refusal(RefusalKind.Busy, "draft-rehearsal-running", "本稿的演练正在进行，请等它结束后再试。");
    }
}
