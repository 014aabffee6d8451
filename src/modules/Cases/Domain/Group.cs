using Haochaping.Cases.Contracts;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Cases.Domain;

/// <summary>合并评价申报 — the batch or theme a report names, and how many cases were filed in it.</summary>
/// <param name="Kind">Batch or theme.</param>
/// <param name="Number">Its number in the source system.</param>
/// <param name="Size">How many cases were filed.</param>
/// <param name="Name">Name of the theme.</param>
/// <param name="Lead">Code of the theme's lead department.</param>
internal sealed record GroupClaim(GroupKind Kind, string Number, int Size, string? Name, string? Lead);

/// <summary>组内办件 — one case of a group, as far as it got.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ServiceNumber">服务次数.</param>
/// <param name="Place">Where, by whom, for what.</param>
/// <param name="Applicant">Token of the applicant.</param>
/// <param name="Rater">Token of who may rate.</param>
/// <param name="ReceivedAt">When its materials were taken.</param>
/// <param name="Completed">The event that completed it.</param>
/// <param name="Left">Why it is no longer of the group.</param>
internal sealed record GroupMember(
    Guid CaseId, int ServiceNumber, ServicePlace Place, Guid? Applicant, Guid? Rater, DateTimeOffset? ReceivedAt, CaseEvent? Completed, LeavingReason? Left);

/// <summary>组况 — what is known of a group when a report names it.</summary>
internal sealed record GroupSoFar(ServicePlace Place, int Size, IReadOnlyList<GroupMember> Members);

/// <summary>合并评价 — whether a case belongs into a batch or theme, by the pack's <c>batch.*</c> and <c>theme.*</c> (深圳 第二十条). Pure.</summary>
internal static class Group
{
    /// <summary>Two make a theme; the documents name no other number.</summary>
    private const int FewestLinked = 2;

    /// <summary>With fewer cases than this, each is rated by itself.</summary>
    public static int Fewest(GroupKind kind, RulePack pack) => kind switch
    {
        GroupKind.Batch => pack.Batch.MinCases,
        GroupKind.Theme => FewestLinked,
    };

    /// <summary>Why a new case may not enter the group it names; null where it may.</summary>
    public static Refusal? Judge(CaseReport report, GroupClaim claim, ServicePlace place, Guid? applicant, GroupSoFar? known, RulePack pack) =>
        Known(claim, pack) ?? Way(report, claim, pack) ?? (known is null ? null : Fits(report, claim, place, applicant, known, pack));

    /// <summary>Why a case that is of a group may not be reported like this; null where it may.</summary>
    public static Refusal? JudgeAgain(CaseReport report, GroupKind kind, GroupSoFar known, bool isSame, RulePack pack) => report switch
    {
        { Rating: not null } => RatedOnce(kind, pack),
        { Group: not null } when !isSame => No(kind, "changed", $"本件此前已列入另一个{Word(kind)}：请核对编号。", pack),
        { Group.Size: var size } when size != known.Size => Differs(kind, known, pack),
        _ => null,
    };

    /// <summary>Why nobody may take the case out by hand; null where somebody may.</summary>
    public static Refusal? JudgeRelease(GroupKind kind, GroupSoFar known, GroupMember? member, bool isSettled, RulePack pack) => member switch
    {
        _ when !pack.Batch.ManualRelease => new(RefusalKind.NotAllowed, "release-not-here", "本地规定办件不能人工移出。", pack.Value("batch.manual_release").Basis),
        { Left: not null } => null,
        _ when isSettled => new(RefusalKind.Conflict, "group-settled", $"本{Word(kind)}已全部办结或已解散，不能再移出。"),
        { Completed: not null } => new(RefusalKind.Conflict, "group-member-completed", "本件已办结，不必移出：请移出尚未办结的办件。"),
        null when known.Members.Count >= known.Size => new(RefusalKind.NotFound, "group-member-unknown", $"本{Word(kind)}中没有这个办件：请核对办件编号。"),
        _ => null,
    };

    /// <summary>What the sender of a case is told while its group waits, and once it does not.</summary>
    public static Completion Told(Completion completion, GroupKind kind, bool isSettled, RulePack pack) => completion.By is null ? completion : (kind, isSettled) switch
    {
        (GroupKind.Batch, true) => new(null, "batch-completed", "本批办件已全部办结，可以评价一次。", pack.Value("batch.enabled").Basis),
        (GroupKind.Batch, false) => new(null, "batch-awaited", "本件已办结；本批办件全部办结后评价一次。", pack.Value("batch.window_starts").Basis),
        (GroupKind.Theme, true) => new(null, "theme-completed", "主题的关联业务已全部办结，可以评价。", pack.Value("theme.enabled").Basis),
        (GroupKind.Theme, false) => new(null, "theme-awaited", "本件已办结；主题的关联业务全部办结后在同一页评价。", pack.Value("theme.window_starts").Basis),
    };

    private static Refusal? Known(GroupClaim claim, RulePack pack) => claim.Kind switch
    {
        GroupKind.Batch when !pack.Batch.Enabled => No(claim.Kind, "unknown-here", "本地规定没有批量业务：请去掉 batch 后重发。", pack),
        GroupKind.Theme when !pack.Theme.Enabled => No(claim.Kind, "unknown-here", "本地规定没有主题业务：请去掉 theme 后重发。", pack),
        _ => null,
    };

    private static Refusal? Way(CaseReport report, GroupClaim claim, RulePack pack) => claim.Kind switch
    {
        GroupKind.Batch when !IsChannel(report.Channel, pack) => No(claim.Kind, "window-only", "批量业务限窗口单次申报：请去掉 batch 后重发，逐件评价。", pack),
        _ when claim.Size < Fewest(claim.Kind, pack) => No(claim.Kind, "too-small", $"{Word(claim.Kind)}至少 {Fewest(claim.Kind, pack)} 件：请核对 size。", pack),
        _ when report.Visit is not null && pack.Form.Granularity.Onsite == Granularity.OnePerVisit =>
            No(claim.Kind, "of-visit", "本地规定一次一评，到访已合并评价：请去掉 batch 或 theme 后重发。", pack),
        _ when report.Rating is not null => RatedOnce(claim.Kind, pack),
        _ => null,
    };

    private static bool IsChannel(HandlingChannel channel, RulePack pack) => channel switch
    {
        HandlingChannel.Window => pack.Batch.Channels.Contains(ChannelKind.Window),
        _ => false,
    };

    private static Refusal? Fits(CaseReport report, GroupClaim claim, ServicePlace place, Guid? applicant, GroupSoFar known, RulePack pack) => claim switch
    {
        _ when claim.Size != known.Size => Differs(claim.Kind, known, pack),
        _ when known.Members.Any(m => m.CaseId == report.CaseId) => No(claim.Kind, "case-twice", "同一办件不能以另一次服务再次列入：请核对 serviceNumber。", pack),
        _ when known.Members.Count >= known.Size => No(claim.Kind, "full", $"已报齐 {known.Size} 件：请核对编号。", pack),
        { Kind: GroupKind.Theme } when claim.Name != known.Place.ItemName || claim.Lead != known.Place.Institution =>
            No(claim.Kind, "differs", $"本主题此前报为“{known.Place.ItemName}”，牵头部门 {known.Place.Institution}：请核对 theme。", pack),
        { Kind: GroupKind.Batch } when pack.Batch.SameItemSameSession && place.Item != known.Place.Item => No(claim.Kind, "one-item", "批量业务须是同一事项：请核对 item 与 batch.number。", pack),
        { Kind: GroupKind.Batch } when pack.Batch.SameItemSameSession && SessionOf(place) != SessionOf(known.Place) =>
            No(claim.Kind, "one-session", "批量业务须在同一窗口单次申报：请核对机构、大厅和窗口。", pack),
        _ when known.Members.Any(m => applicant is not null && m.Applicant is not null && m.Applicant != applicant) =>
            No(claim.Kind, "one-applicant", "须是同一申请人申报：请核对 applicant 与编号。", pack),
        _ => null,
    };

    private static (string, string?, string?) SessionOf(ServicePlace place) => (place.Institution, place.Hall, place.Window);

    private static Refusal RatedOnce(GroupKind kind, RulePack pack) =>
        No(kind, "rated-once", $"{Word(kind)}全部办结后在同一页评价：请去掉 rating，办结后通过 /api/v1/evaluations 汇聚。", pack);

    private static Refusal Differs(GroupKind kind, GroupSoFar known, RulePack pack) => No(kind, "differs", $"此前报为 {known.Size} 件：请核对 size。", pack);

    /// <summary>An expected no about a group.</summary>
    public static Refusal No(GroupKind kind, string what, string message, RulePack pack) => kind switch
    {
        GroupKind.Batch => new(RefusalKind.Unprocessable, "batch-" + what, message, pack.Value("batch.enabled").Basis),
        GroupKind.Theme => new(RefusalKind.Unprocessable, "theme-" + what, message, pack.Value("theme.enabled").Basis),
    };

    private static string Word(GroupKind kind) => CaseWords.Of(kind);
}
