using Haochaping.Kernel;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain.Drafts;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>演练草稿 — has every rehearsal of the pack played with the draft in the place of the running rules. The page does not wait for it.</summary>
internal sealed class RehearseDraft(DraftDesk desk, DraftRuns runs, IEnumerable<IRehearsePack> rehearsals)
{
    public bool IsPossible => rehearsals.Any();

    /// <summary>What is being played of this text, or null.</summary>
    public DraftRun? RunOf(PackDraft draft) => runs.Of(draft);

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

        if ((await desk.TryAsync(draft, cancel)).Complaints is { Count: > 0 } complaints)
        {
            return new Refusal(RefusalKind.Unprocessable, "draft-unfit", $"本稿有 {complaints.Count} 处须先更正。", Complaints: complaints);
        }

        return runs.Start(draft) ? draft : new Refusal(RefusalKind.Busy, "draft-rehearsal-running", "本稿的演练正在进行，请等它结束后再试。");
    }
}
