using Haochaping.Cases.Contracts;
using Haochaping.Kernel.Facts;

namespace Haochaping.Cases.Domain;

/// <summary>合并评价经过 — what the facts tell of one batch or theme.</summary>
/// <param name="First">The first case that joined.</param>
/// <param name="Members">Case, service number and why it left, in no order.</param>
/// <param name="Completed">When its last case was completed, where its end was told.</param>
/// <param name="ReceiptToldAt">When its receipt was told.</param>
/// <param name="SettledAt">When its end was told, or it was dissolved.</param>
internal sealed record GroupStory(
    GroupJoined First, IReadOnlyCollection<(Guid CaseId, int Service, LeavingReason? Left)> Members, DateTimeOffset? Completed, DateTimeOffset? ReceiptToldAt, DateTimeOffset? SettledAt)
{
    /// <summary>The facts it is made of.</summary>
    public static IReadOnlyList<Type> Wanted { get; } =
        [typeof(GroupJoined), typeof(GroupLeft), typeof(GroupDissolved), typeof(BatchCompleted), typeof(ThemeCompleted), typeof(StageReached)];

    /// <summary>The group of one lead case, if it is one.</summary>
    public static IEnumerable<GroupStory> Of(IReadOnlyList<Recorded<IFact>> facts)
    {
        if (facts.Select(f => f.Fact).OfType<GroupJoined>().FirstOrDefault() is not { } first)
        {
            return [];
        }

        var left = facts.Select(f => f.Fact).OfType<GroupLeft>().ToList();
        var members = facts.Select(f => f.Fact).OfType<GroupJoined>().Select(j => (j.Case, j.ServiceNumber)).Union(left.Select(l => (l.Case, l.ServiceNumber)))
            .Select(m => (m.Case, m.ServiceNumber, left.Find(l => l.Case == m.Case)?.Reason)).ToList();
        return
        [
            new(
                first, members, facts.Select(f => CompletedOf(f.Fact)).FirstOrDefault(at => at is not null),
                facts.FirstOrDefault(f => f.Fact is StageReached { Stage: CaseEventKind.Received })?.At,
                facts.FirstOrDefault(f => f.Fact is GroupDissolved or BatchCompleted or ThemeCompleted)?.At),
        ];
    }

    /// <summary>Whether a row's members are those of the facts.</summary>
    public bool IsOf(IReadOnlyList<GroupMember> members) =>
        members.Count == Members.Count && members.All(m => Members.Contains((m.CaseId, m.ServiceNumber, m.Left)))
        && (Completed is null || members.Where(m => m.Left is null).Max(m => m.Completed?.At) == Completed);

    private static DateTimeOffset? CompletedOf(IFact fact) => fact switch
    {
        BatchCompleted batch => batch.CompletedAt,
        ThemeCompleted theme => theme.CompletedAt,
        _ => null,
    };
}
