using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Time;
using Haochaping.Ui;

namespace Haochaping.Channels.Domain;

/// <summary>短信答复用语 — what a phone is told: short, nothing personal, and always what can be done.</summary>
internal static class ReplyTexts
{
    private const int LongestName = 18;

    public const string HowTo = "请回复 1 至 5 为本次服务评价：5 非常满意，4 满意，3 基本满意，2 不满意，1 非常不满意。退订回 TD，咨询请致电 12345。";

    public static string Rated(int level) => $"已收到您的评价：{Levels.Word(level)}。评价提交后不能修改，处理进度请看：";

    public static string Reason(int level, DateTimeOffset until) => $"已记下您的评价：{Levels.Word(level)}。按规定需写明原因，请在 {until.ToHouse():M 月 d 日 HH:mm} 前直接回复原因，评价随即登记。";

    public static string Which(IReadOnlyList<RatableTask> tasks) =>
        "您有多件待评价，请回复“评分 序号”，例如“5 1”。" + string.Concat(tasks.Select((t, i) => $"{i + 1}. {Name(t)}（{t.CompletedAt.ToHouse():M 月 d 日}）；")).TrimEnd('；') + "。";

    public static string OptedOut => "已为您退订评价邀请和提醒。仍可凭办件回执评价。恢复接收请回复 HF。";

    public static string OptedIn => "已为您恢复接收评价邀请和提醒。退订请回复 TD。";

    /// <summary>What is said where nothing was done.</summary>
    public static string Of(ReplyOutcome outcome, RatableTask? task) => outcome switch
    {
        ReplyOutcome.NotInvited => "这个号码没有待评价的服务。请用办理时登记的手机回复，或凭办件回执评价；咨询请致电 12345。",
        ReplyOutcome.AlreadyRated => $"“{Name(task!)}”已经评价过。每次服务评价一次，提交后不能修改；如需补充请致电 12345。",
        ReplyOutcome.TooLate => $"“{Name(task!)}”的评价已于 {task!.ClosesAt.AddDays(-1).ToHouse():M 月 d 日} 24:00 截止。如需反映问题，请致电 12345。",
        ReplyOutcome.NotOffered => $"“{Name(task!)}”所在地没有开通短信回复评价，请点开链接评价：",
        ReplyOutcome.NotUnderstood => "没有看懂您的回复。" + HowTo,
        _ => HowTo,
    };

    private static string Name(RatableTask task)
    {
        var name = task.Place.ItemName.Length > 0 ? task.Place.ItemName : "窗口服务";
        return name.Length <= LongestName ? name : name[..LongestName] + "…";
    }
}
