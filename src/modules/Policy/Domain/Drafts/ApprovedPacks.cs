using Haochaping.Kernel;

namespace Haochaping.Policy.Domain.Drafts;

/// <summary>已批准规则 — a draft that two people agreed on, as one more file.</summary>
/// <param name="Source">Name and text.</param>
/// <param name="IsActive">Its first day has come and it has ruled.</param>
internal sealed record ApprovedPack(SourceText Source, bool IsActive);

/// <summary>
/// 并入已批准规则 — files and approved drafts as one set. What already rules must load, like any file; what is only scheduled can be
/// left out, so that a draft never keeps the house from its running rules.
/// </summary>
internal static class ApprovedPacks
{
    public static Result<(RuleSet Set, IReadOnlyList<Complaint> LeftOut)> Load(RuleFiles files, IReadOnlyList<ApprovedPack> approved)
    {
        var accepted = With(files, approved.Where(a => a.IsActive));
        var leftOut = new List<Complaint>();
        if (!RuleSetLoader.Load(accepted).Is(out var set, out var refusal))
        {
            return refusal;
        }

        foreach (var scheduled in approved.Where(a => !a.IsActive))
        {
            var next = With(accepted, [scheduled]);
            if (RuleSetLoader.Load(next).Is(out var larger, out var why))
            {
                (accepted, set) = (next, larger);
            }
            else
            {
                leftOut.AddRange(why.Complaints!);
            }
        }

        return (set, leftOut);
    }

    private static RuleFiles With(RuleFiles files, IEnumerable<ApprovedPack> more) => files with { Packs = [.. files.Packs, .. more.Select(m => m.Source)] };
}
