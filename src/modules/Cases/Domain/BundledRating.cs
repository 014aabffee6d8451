using Haochaping.Cases.Contracts;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;

namespace Haochaping.Cases.Domain;

/// <summary>随办件评价 — what the door can say of a rating that comes with a case, before anything of the report is taken.</summary>
/// <param name="Rating">The rating that is kept, if any.</param>
/// <param name="IsNew">It came with this very report.</param>
/// <param name="Ignored">Another channel's rating came first: this one is not taken, and the sender is told.</param>
internal sealed record BundledRating(CollectedRating? Rating, bool IsNew = false, bool Ignored = false)
{
    /// <summary>The rating to keep, or why the report is refused. Whether it was in time only its task can say (ADR 0012).</summary>
    public static Result<BundledRating> Judge(CollectedRating? sent, CollectedRating? had, RatingStanding? standing, Completion completion, RulePack pack)
    {
        return sent switch
        {
            null => new BundledRating(had),
            _ when had is not null && IsSame(sent, had) => new BundledRating(had),
            _ when had is not null && standing?.State != RatingState.Refused => sent.Channel == had.Channel
                ? new Refusal(RefusalKind.Unprocessable, "rating-differs", "本件此前已随报评价，评价提交后不能修改：请核对 rating，或去掉后重发。")
                : new BundledRating(had, Ignored: true),
            _ when completion.Code == "not-ratable" => new Refusal(RefusalKind.Unprocessable, "not-ratable", completion.Message + "请去掉 rating 后重发。", completion.Basis),
            _ when pack.FormComplaints((Level)sent.Level, [], sent.Tags.Count, sent.Text, isPrivate: false) is { Count: > 0 } complaints =>
                new Refusal(RefusalKind.Unprocessable, "rating-incomplete", complaints[0].Message, Complaints: [.. complaints.Select(c => c with { Field = "rating." + c.Field })]),
            _ => new BundledRating(sent, IsNew: true),
        };
    }

    /// <summary>What the sender is told; null where there is nothing to say.</summary>
    public RatingStanding? Tell(RatingStanding? standing, Completion completion, RulePack pack) => this switch
    {
        { Ignored: true } => new(RatingState.AlreadyAnswered, "already-answered", "本件此前已有其他渠道的评价，以先到的为准；本次 rating 未采用。", standing?.ReceiptCode),
        { Rating: null } when pack.Exchange.BundleWithCase && completion.By is not null => new(
            RatingState.Missing, "rating-missing", $"办结信息未附评价（{pack.Value("exchange.bundle_with_case").Basis}）：已受理，可在评价截止前补报。"),
        { Rating: null } => null,
        { IsNew: false } when standing is not null => standing,
        _ when completion.Code == "not-ratable" => new(RatingState.Refused, "not-ratable", completion.Message + "随报的评价未采用。"),
        _ when completion.By is null => new(RatingState.Waiting, "not-completed", "评价已收到，办结后登记。"),
        _ => new(RatingState.Waiting, "rating-taken", "评价已收到，正在登记；再次汇聚本件即可看到结果。"),
    };

    private static bool IsSame(CollectedRating a, CollectedRating b) => a with { Tags = b.Tags } == b && a.Tags.Order(StringComparer.Ordinal).SequenceEqual(b.Tags.Order(StringComparer.Ordinal));
}
